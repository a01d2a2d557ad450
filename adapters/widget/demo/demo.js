// The theme picker of the demo page: what is picked becomes attributes of the chat, and the line to copy.
const form = document.querySelector(".picker");

form.addEventListener("input", () => {
  const chat = document.querySelector("verbatim-chat");
  const picked = [...new FormData(form)].filter(([name, value]) => value && form.elements[name].defaultValue !== value && value !== "end");
  for (const name of ["accent", "theme", "position", "launcher"]) chat.removeAttribute(name);
  for (const [name, value] of picked) chat.setAttribute(name, value);
  const words = picked.map(([name, value]) => ` data-${name}="${value.replaceAll('"', "&quot;")}"`).join("");
  document.querySelector("#picked").textContent = `<script type="module" src="/widget.js" data-site="microneedling"${words}></script>`;
});

form.addEventListener("submit", (event) => event.preventDefault());
