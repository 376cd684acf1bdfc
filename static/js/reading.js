import "./elements/clear-question.js";
import "./elements/read-aloud.js";
import "./elements/reading-tools.js";
