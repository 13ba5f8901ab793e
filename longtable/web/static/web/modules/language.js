// Keeps what was typed into a form when the reader changes the language of the page.
// Passwords, files and hidden fields stay out of it; it is gone with the tab.
const key = `longtable.typed:${location.pathname}`;
const fields = () =>
  [...document.querySelectorAll("main form :is(input, select, textarea)")].filter(
    (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type),
  );
const checks = (field) => ["checkbox", "radio"].includes(field.type);

function read(field) {
  if (checks(field)) return field.checked;
  return field.multiple ? [...field.selectedOptions].map((one) => one.value) : field.value;
}

function write(field, typed) {
  if (checks(field)) field.checked = typed;
  else if (field.multiple)
    for (const one of field.options) one.selected = typed.includes(one.value);
  else field.value = typed;
}

document.querySelector(".lt-language")?.addEventListener("click", (event) => {
  if (!event.target.closest("a")) return;
  const typed = fields().map((field) => [field.name, read(field)]);
  if (typed.length) sessionStorage.setItem(key, JSON.stringify(typed));
});

const kept = JSON.parse(sessionStorage.getItem(key) ?? "[]");
sessionStorage.removeItem(key);
fields().forEach((field, at) => {
  if (kept[at]?.[0] === field.name) write(field, kept[at][1]);
});
