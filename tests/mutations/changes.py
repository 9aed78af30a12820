"""The ways to break a roster: each takes the rows of one seat group and changes them.

The name of a function, with spaces, is what ``table.csv`` calls the mutation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from mutations.aim import Aim
from mutations.lists import Listing
from vejviser.names import VV
from vejviser.roster.rows import Participation, Period, Person

DAY = timedelta(days=1)
STRANGER = Person("Prøve Fremmed")

Mutation = Callable[[Aim], Listing]
MUTATIONS: dict[str, Mutation] = {}
"""What a mutation is called → what it does."""
TOPICS: dict[str, list[str]] = {}
"""What mutations are about → what they are called, in the order of this page."""


def mutation(topic: str) -> Callable[[Mutation], Mutation]:
    """Keep a mutation under its name."""

    def keep(made: Mutation) -> Mutation:
        name = made.__name__.replace("_", " ")
        MUTATIONS[name] = made
        TOPICS.setdefault(topic, []).append(name)
        return made

    return keep


# ---------------------------------------------------------------- numbers


@mutation("numbers")
def good_roster(aim: Aim) -> Listing:
    return aim.listing


@mutation("numbers")
def one_too_many(aim: Aim) -> Listing:
    return aim.added(person=STRANGER)


@mutation("numbers")
def two_too_many(aim: Aim) -> Listing:
    return replace(aim, listing=one_too_many(aim)).added(person=Person("Prøve Fremmed 2"))


@mutation("numbers")
def one_too_few(aim: Aim) -> Listing:
    return aim.dropped(aim.first)


@mutation("numbers")
def none_at_all(aim: Aim) -> Listing:
    return aim.dropped(*aim.listing.seated(aim.row))


@mutation("numbers")
def one_fewer_on_both_sides(aim: Aim) -> Listing:
    return aim.dropped(aim.first, aim.other)


@mutation("numbers")
def parity_off_by_one(aim: Aim) -> Listing:
    return one_too_few(aim)


@mutation("numbers")
def vacancy_instead(aim: Aim) -> Listing:
    return aim.changed(person=None)


@mutation("numbers")
def vacancy_besides(aim: Aim) -> Listing:
    return aim.added(person=None)


@mutation("numbers")
def vacancy_without_office(aim: Aim) -> Listing:
    """Who will have the seat is not known, nor what they will be."""
    return aim.changed(person=None, office="")


@mutation("numbers")
def vacancy_of_another_office(aim: Aim) -> Listing:
    return aim.changed(person=None, office=aim.resolve(aim.value, "office"))


# ---------------------------------------------------------------- who


@mutation("who")
def wrong_party(aim: Aim) -> Listing:
    return aim.changed(party=aim.resolve(aim.value, "party"))


@mutation("who")
def wrong_area(aim: Aim) -> Listing:
    return wrong_party(aim)


@mutation("who")
def other_right_party(aim: Aim) -> Listing:
    return wrong_party(aim)


@mutation("who")
def no_party(aim: Aim) -> Listing:
    return aim.changed(party="")


@mutation("who")
def wrong_office(aim: Aim) -> Listing:
    return aim.changed(office=aim.resolve(aim.value, "office"))


@mutation("who")
def nested_missing(aim: Aim) -> Listing:
    return wrong_office(aim)


@mutation("who")
def office_missing(aim: Aim) -> Listing:
    return aim.changed(office="")


@mutation("who")
def role_missing(aim: Aim) -> Listing:
    return aim.changed(role="")


@mutation("who")
def role_held_twice(aim: Aim) -> Listing:
    return aim.changed(aim.other, role=aim.first.held.role)


@mutation("who")
def role_moved(aim: Aim) -> Listing:
    moved = role_held_twice(aim)
    return replace(aim, listing=moved).changed(role="")


@mutation("who")
def wrong_seat(aim: Aim) -> Listing:
    return aim.changed(seat=aim.resolve(aim.value, "seat"))


@mutation("who")
def right_seat(aim: Aim) -> Listing:
    return wrong_seat(aim)


# ---------------------------------------------------------------- when


@mutation("when")
def ended_yesterday(aim: Aim) -> Listing:
    return aim.changed(period=Period(aim.since, aim.day - DAY))


@mutation("when")
def ends_today(aim: Aim) -> Listing:
    return aim.changed(period=Period(aim.since, aim.day))


@mutation("when")
def starts_tomorrow(aim: Aim) -> Listing:
    return aim.changed(period=Period(aim.day + DAY))


@mutation("when")
def starts_today(aim: Aim) -> Listing:
    return aim.changed(period=Period(aim.day))


@mutation("when")
def inverted_period(aim: Aim) -> Listing:
    return aim.changed(period=Period(aim.day + DAY, aim.since))


@mutation("when")
def succeeded_today(aim: Aim) -> Listing:
    """Another has the seat from today on."""
    return replace(aim, listing=ended_yesterday(aim)).added(person=STRANGER, period=Period(aim.day))


@mutation("when")
def successor_too_early(aim: Aim) -> Listing:
    """Another has the seat from today on, but it is left only at the end of it."""
    return replace(aim, listing=ends_today(aim)).added(person=STRANGER, period=Period(aim.day))


# ---------------------------------------------------------------- capacity


@mutation("capacity")
def member_counted(aim: Aim) -> Listing:
    return aim.changed(capacity=VV + "member")


@mutation("capacity")
def observer_counted(aim: Aim) -> Listing:
    return aim.changed(capacity=VV + "observer")


@mutation("capacity")
def substitute_counted(aim: Aim) -> Listing:
    return aim.changed(capacity=VV + "substitute")


@mutation("capacity")
def supplementary_counted(aim: Aim) -> Listing:
    return aim.changed(capacity=VV + "supplementary")


@mutation("capacity")
def observer_besides(aim: Aim) -> Listing:
    return aim.added(person=STRANGER, capacity=VV + "observer")


@mutation("capacity")
def substitute_besides(aim: Aim) -> Listing:
    return aim.added(person=STRANGER, capacity=VV + "substitute")


@mutation("capacity")
def supplementary_besides(aim: Aim) -> Listing:
    return aim.added(person=STRANGER, capacity=VV + "supplementary")


@mutation("capacity")
def substitute_for_nobody(aim: Aim) -> Listing:
    party = aim.resolve(aim.value, "party")
    return aim.added(person=STRANGER, capacity=VV + "substitute", party=party)


# ---------------------------------------------------------------- persons


@mutation("persons")
def same_person_twice(aim: Aim) -> Listing:
    """The person of the first seat has taken the first seat of another row as well."""
    return aim.changed(aim.other, person=aim.first.held.person)


@mutation("persons")
def observer_as_well(aim: Aim) -> Listing:
    """The person of the first seat sits there as an observer too, which counts apart."""
    return aim.added(capacity=VV + "observer")


@mutation("persons")
def overlap(aim: Aim) -> Listing:
    """The person of the first seat stands there again, from later on."""
    return aim.added(period=Period(aim.since + DAY))


@mutation("persons")
def one_person_on_two_seats(aim: Aim) -> Listing:
    """The first two seats of a row are the same person's."""
    second = aim.listing.seated(aim.row)[1]
    return aim.changed(
        second, person=aim.first.held.person, period=Period(second.held.period.start, aim.day)
    )


# ---------------------------------------------------------------- coverage


@mutation("coverage")
def covered_until_yesterday(aim: Aim) -> Listing:
    """One is missing, and the list was kept until yesterday."""
    told = tuple(
        replace(one, period=Period(one.period.start, aim.day - DAY)) for one in aim.listing.coverage
    )
    return replace(one_too_few(aim), coverage=told)


@mutation("coverage")
def not_covered(aim: Aim) -> Listing:
    """One is missing, and nobody says that the list is complete."""
    return replace(one_too_few(aim), coverage=())


@mutation("coverage")
def own_side_covered(aim: Aim) -> Listing:
    """One is missing, and the list is complete for the side that ``value`` names."""
    side = aim.resolve(aim.value, "party")
    told = tuple(replace(one, party=side) for one in aim.listing.coverage)
    return replace(one_too_few(aim), coverage=told)


@mutation("coverage")
def part_of_side_covered(aim: Aim) -> Listing:
    return own_side_covered(aim)


@mutation("coverage")
def substitute_of_a_side_uncovered(aim: Aim) -> Listing:
    """A substitute of a party whose members are not there, which the list is not complete for."""
    told = tuple(replace(one, party=aim.first.held.party) for one in aim.listing.coverage)
    return replace(substitute_for_nobody(aim), coverage=told)


@mutation("coverage")
def other_side_covered(aim: Aim) -> Listing:
    return own_side_covered(aim)


# ---------------------------------------------------------------- participants


@mutation("participants")
def one_mayor_missing(aim: Aim) -> Listing:
    return one_too_few(aim)


@mutation("participants")
def two_mayors_of_one(aim: Aim) -> Listing:
    """The mayor of one participant is replaced by a second one of another."""
    return aim.changed(party=aim.listing.seated(aim.row)[1].held.party)


@mutation("participants")
def one_participant_more(aim: Aim) -> Listing:
    one = Participation(
        aim.listing.body, aim.resolve(aim.value, "party"), aim.listing.participations[0].period
    )
    return replace(aim.listing, participations=(*aim.listing.participations, one))


@mutation("participants")
def participation_ended(aim: Aim) -> Listing:
    first, *others = aim.listing.participations
    ended = replace(first, period=Period(first.period.start, aim.day - DAY))
    return replace(aim.listing, participations=(ended, *others))


@mutation("participants")
def participants_not_recorded(aim: Aim) -> Listing:
    return replace(one_too_few(aim), participations=())


# ---------------------------------------------------------------- contact persons


@mutation("contact persons")
def one_contact_fewer(aim: Aim) -> Listing:
    return aim.told_of_contacts(*aim.first.contacts[1:])


@mutation("contact persons")
def one_contact_more(aim: Aim) -> Listing:
    return aim.told_of_contacts(*aim.first.contacts, aim.resolve(aim.value, "party"))


@mutation("contact persons")
def two_contacts_more(aim: Aim) -> Listing:
    more = [aim.resolve(name, "party") for name in aim.value.split(", ")]
    return aim.told_of_contacts(*aim.first.contacts, *more)


@mutation("contact persons")
def no_contacts(aim: Aim) -> Listing:
    return aim.told_of_contacts()


@mutation("contact persons")
def contact_of_another_kind(aim: Aim) -> Listing:
    return aim.told_of_contacts(*aim.first.contacts[1:], aim.resolve(aim.value, "party"))
