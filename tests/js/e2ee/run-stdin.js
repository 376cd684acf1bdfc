/** `node run-stdin.js < vectors`: a list of vectors in, a report out. */
import { text } from "node:stream/consumers";
import { runVectors } from "./run-vectors.js";

const vectors = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await runVectors(vectors)));
