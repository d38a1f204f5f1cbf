# Society's cumulative net savings where fan.gp shows those of public finances: the same files, the same marks.
call "fan.gp" ARG1 ARG2 ARG3 ARG4 "fan_society"
