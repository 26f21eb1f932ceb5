"""How an axis of a diagram is written on the command line (``toymodels.axes`` reads it)."""

AXIS_HELP = """\b
An AXIS is written
  name=start:stop:count   evenly spaced numbers, both ends among them
  name=start:stop         all integers of a range
  name=value,value,...    these values"""
