// Leaves out what a form asks for first, sends it past the browser's own checks, reads the answer.
globalThis.leaving = {
  out() {
    document.querySelectorAll("main details").forEach((one) => { one.open = true; });
    const asked = (form) => form.querySelector("[required]:not([type=radio], [type=hidden])");
    const forms = [...document.querySelectorAll("main form[method=post]")].filter(asked);
    const own = (one) => one.action.split("?")[0] === location.href.split("?")[0];
    const form = forms.find(own) ?? forms[0];
    if (!form) return null;
    const missing = asked(form);
    const kept = {};
    for (const field of form.elements) {
      if (!field.name || field === missing || field.readOnly || field.disabled) continue;
      if (!field.matches("textarea, input[type=text]")) continue;
      field.value ||= "Kept as it was";
      kept[field.name] = field.value;
    }
    if (missing.matches("select")) missing.selectedIndex = -1;
    else missing.value = "";
    form.noValidate = true;
    this.form = form;
    return { missing: missing.name, kept };
  },

  send() {
    this.form.requestSubmit();
  },

  answer(name) {
    const field = document.querySelector(`main [name="${CSS.escape(name)}"]`);
    const said = (field?.getAttribute("aria-describedby") ?? "").split(" ");
    const summary = document.querySelector("main [role=alert]");
    const here = document.activeElement;
    const named = [...document.querySelectorAll("main [name]")];
    return {
      isMarked: field?.getAttribute("aria-invalid") === "true",
      words: said.map((id) => document.getElementById(id)?.innerText ?? "").join(" "),
      summary: summary?.innerText ?? "",
      isFocused: Boolean(summary?.contains(here) || here === field),
      values: Object.fromEntries(named.map((one) => [one.name, one.value])),
    };
  },
};
