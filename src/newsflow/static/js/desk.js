// What every desk page loads. Each part is a file of its own; a page works without any of them.
import "./keys.js"
import "./opens.js"
import "./live-board.js"
import "./text-fields.js"
import "./beside-text.js"
import "./draft-editor.js"
import "./passkey.js"
import "./file-drop.js"
