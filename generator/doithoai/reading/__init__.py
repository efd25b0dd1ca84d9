"""FILES IN, A REGISTER OUT: the only room that opens content/."""
