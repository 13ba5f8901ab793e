"""How every form is drawn: labels, help, errors, and a summary of errors that takes the focus."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with our templates."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
