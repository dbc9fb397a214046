package org.fengqiao.routing.model;

import static org.fengqiao.routing.model.AssignmentGround.AWAY;
import static org.fengqiao.routing.model.AssignmentGround.EVERYBODY_FULL;
import static org.fengqiao.routing.model.AssignmentGround.FULL;
import static org.fengqiao.routing.model.AssignmentGround.GAVE_IT_BACK;
import static org.fengqiao.routing.model.AssignmentGround.INTEREST;
import static org.fengqiao.routing.model.AssignmentGround.LAST_RESORT;
import static org.fengqiao.routing.model.AssignmentGround.MADE_FOR_CATEGORY;
import static org.fengqiao.routing.model.AssignmentGround.NOBODY_THERE;
import static org.fengqiao.routing.model.AssignmentGround.NOT_ON_DUTY;
import static org.fengqiao.routing.model.AssignmentGround.NOT_QUALIFIED;
import static org.fengqiao.routing.model.AssignmentGround.OF_THE_COMMUNITY;
import static org.fengqiao.routing.model.AssignmentGround.OF_THE_STREET;
import static org.fengqiao.routing.model.AssignmentGround.ON_CALL;
import static org.fengqiao.routing.model.AssignmentGround.QUALIFIED;
import static org.fengqiao.routing.model.AssignmentGround.STAFFED;
import static org.fengqiao.routing.model.AssignmentGround.THERE_LATER;
import static org.fengqiao.routing.model.AssignmentGround.THERE_TODAY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.Choice.By;
import org.fengqiao.routing.model.Choice.PersonWeighed;
import org.fengqiao.routing.model.Choice.UnitWeighed;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.StaffMember.Presence;

/**
 * Assignment of a case to a unit, and within it to a person. Always the same at the same situation.
 *
 * <p>A unit that has an interest in the case or gave it back does not get it. Of the others the best is, in this order:
 * one in which somebody is there in time; one made for the category; the one closest to the people; one in which not
 * everybody has enough to do; the one with the least to do for its staff; the first by id. The centre comes behind all
 * of these: it takes what nobody else takes, whatever speaks against it, so that every case is with somebody.
 *
 * <p>A person has to have the role that handles such cases, no interest in this one, the qualification, and a day in
 * time on which they are there. Of those the best is: one with room for another case; one qualified expressly; one who
 * need not be invited; the one who is there first; the one with the least to do; the first by id. If everybody is full
 * the head of the unit gives the case to somebody, and nobody is named.
 */
public final class Assignment {

    private static final Comparator<UnitWeighed> BEST_UNIT_FIRST = without(UnitWeighed::has, INTEREST)
            .thenComparing(without(UnitWeighed::has, GAVE_IT_BACK))
            .thenComparing(without(UnitWeighed::has, NOBODY_THERE))
            .thenComparing(without(UnitWeighed::has, LAST_RESORT))
            .thenComparing(with(UnitWeighed::has, MADE_FOR_CATEGORY))
            .thenComparing(with(UnitWeighed::has, OF_THE_COMMUNITY))
            .thenComparing(with(UnitWeighed::has, OF_THE_STREET))
            .thenComparing(without(UnitWeighed::has, EVERYBODY_FULL))
            .thenComparing((one, other) -> lessToDo(one.open(), one.capacity(), other.open(), other.capacity()))
            .thenComparing(UnitWeighed::unit);

    private static final Comparator<PersonWeighed> BEST_PERSON_FIRST = Comparator.comparing(
                    (PersonWeighed one) -> !isPossible(one))
            .thenComparing(without(PersonWeighed::has, FULL))
            .thenComparing(with(PersonWeighed::has, QUALIFIED))
            .thenComparing(without(PersonWeighed::has, ON_CALL))
            .thenComparing(PersonWeighed::thereOn, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing((one, other) -> lessToDo(one.open(), one.capacity(), other.open(), other.capacity()))
            .thenComparing(PersonWeighed::person);

    private final Situation situation;

    /** An assignment at this situation. */
    public Assignment(Situation situation) {
        this.situation = situation;
    }

    /** Tells whether a ground was found. */
    private interface Has<T> {
        boolean test(T weighed, AssignmentGround ground);
    }

    private static <T> Comparator<T> with(Has<T> has, AssignmentGround ground) {
        return Comparator.comparing(one -> !has.test(one, ground));
    }

    private static <T> Comparator<T> without(Has<T> has, AssignmentGround ground) {
        return Comparator.comparing(one -> has.test(one, ground));
    }

    /** Compares what two have to do with what they can do; who can do nothing has the most to do. */
    private static int lessToDo(int open, int capacity, int otherOpen, int otherCapacity) {
        if (capacity == 0 || otherCapacity == 0) {
            return Boolean.compare(capacity == 0, otherCapacity == 0);
        }
        return Long.compare((long) open * otherCapacity, (long) otherOpen * capacity);
    }

    /**
     * A unit that gets a case.
     *
     * @param person who is to take it up; null if the unit has to say
     */
    public record Chosen(Unit unit, @Nullable String person, Choice choice) {

        /** Returns the event that says so. */
        CaseAssigned as(int custody, Path path) {
            return new CaseAssigned(custody, unit.id(), path, person, choice, unit.name());
        }
    }

    /** Returns the unit that is best for a case; the centre if nobody else can take it. */
    public Chosen choose(Need need) {
        return chooseAnother(need).orElseGet(() -> {
            var centre = situation.units().centreOf(need.place());
            return chosen(centre, By.RULES, weighed(need), need);
        });
    }

    /** Returns the best unit of those that did not give the case back; empty if all did, the centre too. */
    public Optional<Chosen> chooseAnother(Need need) {
        var weighed = weighed(need);
        var best = weighed.getFirst();
        var centre = situation.units().centreOf(need.place());
        if (!best.has(INTEREST) && !best.has(GAVE_IT_BACK)) {
            return Optional.of(chosen(unit(best), By.RULES, weighed, need));
        }
        return need.gaveBack().contains(centre.id())
                ? Optional.empty()
                : Optional.of(chosen(centre, By.RULES, weighed, need));
    }

    /** Returns a unit that gets a case because somebody said so; the person in it is found by the rules. */
    public Chosen to(Unit unit, By by, Need need) {
        return chosen(unit, by, List.of(weigh(unit, need)), need);
    }

    private Unit unit(UnitWeighed weighed) {
        return situation.units().find(weighed.unit()).orElseThrow();
    }

    private List<UnitWeighed> weighed(Need need) {
        return Stream.concat(
                        situation.units().serving(need.path(), need.category(), need.place()),
                        Stream.of(situation.units().centreOf(need.place())))
                .map(unit -> weigh(unit, need))
                .sorted(BEST_UNIT_FIRST)
                .toList();
    }

    private Chosen chosen(Unit unit, By by, List<UnitWeighed> units, Need need) {
        var people = people(unit, need);
        var person = people.stream()
                .filter(one -> isPossible(one) && !one.has(FULL))
                .findFirst()
                .map(PersonWeighed::person)
                .orElse(null);
        return new Chosen(
                unit,
                person,
                new Choice(by, situation.today(), situation.rules().version(), units, people));
    }

    private UnitWeighed weigh(Unit unit, Need need) {
        var speaksFor = new ArrayList<AssignmentGround>();
        var against = new ArrayList<AssignmentGround>();
        if (unit.isMadeFor(need.category())) {
            speaksFor.add(MADE_FOR_CATEGORY);
        }
        if (unit.community() != null && unit.community().equals(need.place().community())) {
            speaksFor.add(OF_THE_COMMUNITY);
        } else if (unit.street() != null && unit.street().equals(need.place().street())) {
            speaksFor.add(OF_THE_STREET);
        }
        var people = people(unit, need);
        var there = people.stream().filter(Assignment::isPossible).toList();
        if (!there.isEmpty()) {
            speaksFor.add(STAFFED);
        } else if (!people.isEmpty()) {
            against.add(NOBODY_THERE);
        }
        if (!there.isEmpty() && there.stream().allMatch(one -> one.has(FULL))) {
            against.add(EVERYBODY_FULL);
        }
        if (need.gaveBack().contains(unit.id())) {
            against.add(GAVE_IT_BACK);
        }
        if (need.interests().haveUnit(unit.id())) {
            against.add(INTEREST);
        }
        if (situation.units().isCentre(unit)) {
            against.add(LAST_RESORT);
        }
        return new UnitWeighed(
                unit.id(),
                speaksFor,
                against,
                situation.workload().ofUnit(unit.id()),
                people.isEmpty()
                        ? situation.rules().capacity()
                        : there.stream().mapToInt(PersonWeighed::capacity).sum());
    }

    private List<PersonWeighed> people(Unit unit, Need need) {
        return situation.staff().of(unit.id()).stream()
                .filter(member -> situation.rules().handles(member, need.path()))
                .map(member -> weigh(member, unit, need))
                .sorted(BEST_PERSON_FIRST)
                .toList();
    }

    private PersonWeighed weigh(StaffMember member, Unit unit, Need need) {
        var speaksFor = new ArrayList<AssignmentGround>();
        var against = new ArrayList<AssignmentGround>();
        if (member.isQualifiedFor(need.category())) {
            speaksFor.add(QUALIFIED);
        } else if (!member.mayHandle(need.category())) {
            against.add(NOT_QUALIFIED);
        }
        var thereOn = situation.firstDayOf(member, unit).orElse(null);
        if (thereOn == null) {
            against.add(situation.isAwayAllTheTime(member, unit) ? AWAY : NOT_ON_DUTY);
        } else {
            speaksFor.add(thereOn.equals(situation.today()) ? THERE_TODAY : THERE_LATER);
        }
        if (member.presence() == Presence.ON_CALL || member.presence() == Presence.SPECIALIST) {
            against.add(ON_CALL);
        }
        if (need.interests().havePerson(member.id())) {
            against.add(INTEREST);
        }
        var open = situation.workload().ofPerson(member.id());
        var capacity = situation.rules().capacityOf(member);
        if (open >= capacity) {
            against.add(FULL);
        }
        return new PersonWeighed(member.id(), speaksFor, against, open, capacity, thereOn);
    }

    private static boolean isPossible(PersonWeighed person) {
        return person.thereOn() != null && !person.has(NOT_QUALIFIED) && !person.has(INTEREST);
    }
}
