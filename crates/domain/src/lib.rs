//! What a shop may do: commands are decided into events or refused, and events are applied.
