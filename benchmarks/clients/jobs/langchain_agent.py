"""LangChain: an agent of LangGraph's that remembers, streamed, with a tool."""

import os

from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.prebuilt import create_react_agent


@tool
def send(to: str) -> str:
    """Note an address."""
    print("tool", to)
    return "sent"


model = ChatOpenAI(model="fake-1", streaming=True)
agent = create_react_agent(model, [send], checkpointer=InMemorySaver())
thread = {"configurable": {"thread_id": "1"}}
for asked in os.environ["ASKED"].splitlines():
    told = agent.invoke({"messages": [("user", asked)]}, thread)
    print(told["messages"][-1].content)
