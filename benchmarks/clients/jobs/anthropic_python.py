"""The anthropic library: two turns, each streamed, each with a tool."""

import os

from anthropic import Anthropic

client = Anthropic()
schema = {"type": "object", "properties": {"to": {"type": "string"}}, "required": ["to"]}
tools = [{"name": "send", "description": "Note an address.", "input_schema": schema}]
messages = []
for asked in os.environ["ASKED"].splitlines():
    messages.append({"role": "user", "content": asked})
    while True:
        with client.messages.stream(
            model="fake-1", max_tokens=500, messages=messages, tools=tools
        ) as made:
            said = made.get_final_message()
        messages.append({"role": "assistant", "content": said.to_dict()["content"]})
        calls = [block for block in said.content if block.type == "tool_use"]
        if not calls:
            break
        results = []
        for call in calls:
            print("tool", call.input["to"])
            results.append({"type": "tool_result", "tool_use_id": call.id, "content": "sent"})
        messages.append({"role": "user", "content": results})
    print(said.content[0].text)
