"""Facts as Parquet, one file per source, and the engines that sum them into cells."""
