"""What is said on the way and means nothing any more once the work is done."""


class Passing(str):
    """A line about progress or success, which whoever wants it quiet does without.

    What is no `Passing` is told in any case: errors, questions, and whatever changes what a
    result means or what should be done next.
    """

    __slots__ = ()
