// The library tells of a refused or cancelled passkey by an event; we say it where it can be read.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-trouble").hidden = false;
});
