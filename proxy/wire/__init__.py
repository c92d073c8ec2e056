"""The formats that clients and providers speak: how their replies are restored, whole and streamed."""
