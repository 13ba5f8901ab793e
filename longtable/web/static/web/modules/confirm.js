// <lt-confirm>: opens its dialog; without script the opening button is not shown.
class Confirm extends HTMLElement {
  connectedCallback() {
    this.querySelector(".lt-confirm-open")?.addEventListener("click", () => {
      this.querySelector("dialog")?.showModal();
    });
  }
}

customElements.define("lt-confirm", Confirm);
