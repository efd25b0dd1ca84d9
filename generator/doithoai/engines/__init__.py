"""One outside program, one room: each engine hides one program behind a few plain values."""
