import "./elements/chat-composer.js";
import "./elements/chat-log.js";
import "./elements/new-build.js";
import "./elements/visitor-blank.js";
import "./elements/visitor-line.js";
import "./elements/visitor-queue.js";
import "./elements/visitor-screens.js";
import "./elements/visitor-talk.js";
import { VisitorPage } from "./lib/visitor/page.js";

new VisitorPage(document).start();
