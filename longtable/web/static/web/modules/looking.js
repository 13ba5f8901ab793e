// <lt-looking>: looks again at work that goes on, in place; without it the page refreshes itself.
class Looking extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.look(), 1000 * Number(this.dataset.seconds || 3));
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("lt-looking");
      if (!answer.ok || answer.redirected || !found) location.reload();
      else if (found.textContent !== this.textContent) this.replaceChildren(...found.childNodes);
    } catch {
      // Offline for a moment: the next look tries again.
    }
  }
}

customElements.define("lt-looking", Looking);
