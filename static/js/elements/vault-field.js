/** A passphrase of seven words is long to type unseen: whoever is alone may look. */
export class VaultField extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[name=passphrase]");
    const show = this.querySelector("[data-show]");
    show.addEventListener("change", () => {
      input.type = show.checked ? "text" : "password";
    });
    // Hidden again before it is sent: what is shown as text, browsers may remember.
    input.form.addEventListener(
      "submit",
      () => {
        show.checked = false;
        input.type = "password";
      },
      { capture: true },
    );
  }
}

customElements.define("vault-field", VaultField);
