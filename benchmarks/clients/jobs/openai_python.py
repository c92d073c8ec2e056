"""The openai library: two turns, each streamed, each with a tool."""

import json
import os

from openai import OpenAI

client = OpenAI()
parameters = {"type": "object", "properties": {"to": {"type": "string"}}, "required": ["to"]}
tools = [{"type": "function", "function": {"name": "send", "parameters": parameters}}]
messages = []
for asked in os.environ["ASKED"].splitlines():
    messages.append({"role": "user", "content": asked})
    while True:
        with client.chat.completions.stream(model="fake-1", messages=messages, tools=tools) as made:
            said = made.get_final_completion().choices[0].message
        messages.append(said.to_dict())
        if not said.tool_calls:
            break
        for call in said.tool_calls:
            print("tool", json.loads(call.function.arguments)["to"])
            messages.append({"role": "tool", "tool_call_id": call.id, "content": "sent"})
    print(said.content)
