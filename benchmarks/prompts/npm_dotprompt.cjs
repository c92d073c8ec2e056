// Renders prompts with npm's dotprompt, or with its handlebars: a line of JSON in, a line of JSON out, with the CPU seconds spent.
const { createRequire } = require("node:module");
const { createInterface } = require("node:readline");
const installed = createRequire(`${process.argv[2]}/`);
const { Dotprompt } = installed("dotprompt");
const Handlebars = installed("handlebars");

const engine = new Dotprompt();

// A template of Mustache's own cases, by handlebars.js alone.
function mustache({ template, data, partials }) {
  const fresh = Handlebars.create();
  for (const [name, text] of Object.entries(partials)) fresh.registerPartial(name, text);
  try {
    return { text: fresh.compile(template)(data) };
  } catch (error) {
    return { error: error.constructor.name };
  }
}

async function answered(line) {
  const asked = JSON.parse(line);
  if ("template" in asked) return JSON.stringify(mustache(asked));
  const { source, input } = asked;
  const began = process.cpuUsage();
  let found;
  try {
    const { messages } = await engine.render(source, { input });
    found = { messages: messages.map((m) => [m.role, m.content.map((part) => part.text ?? "").join("")]) };
  } catch (error) {
    found = { error: error.constructor.name };
  }
  const spent = process.cpuUsage(began);
  return JSON.stringify({ ...found, seconds: (spent.user + spent.system) / 1e6 });
}

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${await answered(line)}\n`);
  }
}

main();
