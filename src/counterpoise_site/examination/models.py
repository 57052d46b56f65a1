"""What was found when a place was last examined: a memory of the site, not a record; deleting it loses nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PlaceResult(models.Model):
    """One place on one day in numbers, under the name of the content it was made from."""

    place = models.CharField(max_length=200)
    on = models.DateField()
    content = models.CharField(max_length=64)
    state = models.CharField(max_length=40)
    examined_at = models.DateTimeField()
    failed = models.BooleanField(default=False)
    alone = models.IntegerField(default=0)
    collapsed = models.IntegerField(default=0)
    critical = models.IntegerField(default=0)
    errors = models.IntegerField(default=0)
    dual = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "on"], name="one_result_a_place_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["on", "state"])]
