"""How forms look everywhere: Django's own field groups, with templates of ours."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders forms from `templates/django/forms/`."""
