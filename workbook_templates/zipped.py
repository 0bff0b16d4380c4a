"""What a package says of the computer that made it: the same on every one, so that equal content has equal bytes."""

# Unix, as the attributes of the members are those of Unix files; `zipfile` itself names the system that it runs on.
MADE_ON = 3
