/** Answers questions, one a line of standard input, in Deno and in Node. */
import process from "node:process";
import { createInterface } from "node:readline";

/** `answer` gives `{ms, result}`; what it throws is the answer as well. */
export async function answerQuestions(answer) {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply;
    try {
      reply = await answer(JSON.parse(line));
    } catch (error) {
      reply = { error: String(error?.message ?? error) };
    }
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}
