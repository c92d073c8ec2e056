// The openai package of npm: two turns, each streamed, with its own runner of tools.
import OpenAI from 'openai';

const client = new OpenAI();
const send = ({ to }) => {
  console.log('tool', to);
  return 'sent';
};
const parameters = { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] };
const tools = [{ type: 'function', function: { name: 'send', function: send, parse: JSON.parse, parameters } }];
const messages = [];
for (const asked of process.env.ASKED.split('\n')) {
  messages.push({ role: 'user', content: asked });
  const runner = client.chat.completions.runTools({ model: 'fake-1', stream: true, messages: [...messages], tools });
  console.log(await runner.finalContent());
  messages.splice(0, messages.length, ...runner.messages);
}
