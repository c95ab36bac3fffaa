// What every desk page loads. Each part is a file of its own; a page works without any of them.
import "./keys.js"
import "./opens.js"
import "./passkey.js"
