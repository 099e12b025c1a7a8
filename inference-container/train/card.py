"""The figures in a card: written between marks by evaluate, so that they cannot drift from what was measured."""
BEGIN, END = "<!-- {} figures: written by evaluate, not by hand -->", "<!-- end of {} figures -->"


def shown(value):
    """A figure as people read it; [value, low, high] has its interval."""
    if isinstance(value, (list, tuple)):
        value, low, high = value
        return f"{shown(value)} ({shown(low)} to {shown(high)})"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if value != value:
        return "none"
    return str(value) if isinstance(value, int) else f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def table(figures, head):
    return "\n".join([head, "", "| | value (95 % interval) |", "|---|---|", *(f"| {label} | {shown(value)} |" for label, value in figures.items())])


def replaced(card, split, text):
    """The card with the text between its marks of that split; a card without the marks is refused."""
    begin, end = BEGIN.format(split), END.format(split)
    if card.count(begin) != 1 or card.count(end) != 1:
        raise SystemExit(f"the card must hold once:\n{begin}\n{end}")
    return card[:card.index(begin) + len(begin)] + "\n" + text + "\n" + card[card.index(end):]
