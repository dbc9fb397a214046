package org.fengqiao.kernel.decision;

import java.util.List;
import java.util.Locale;

/**
 * Answer of a decider. A refusal is a value the caller must look at, never an exception.
 *
 * @param <E> the sealed events of the service
 */
public sealed interface Decision<E> {

    /**
     * The acceptance of a command.
     *
     * @param events what to record, in order; empty if what was asked for already holds
     */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * The refusal of a command in this state; nothing is recorded.
     *
     * @param because the reason, for people and programs
     */
    record Refused<E>(Refusal because) implements Decision<E> {}

    /** A reason for which a command was refused. Each service names its own reasons, as an enum. */
    interface Refusal {

        /** Returns the wording for callers. */
        Wording wording();

        /** Returns {@link Wording#code}. */
        default String code() {
            return wording().code();
        }

        /** Returns {@link Wording#nature}. */
        default Nature nature() {
            return wording().nature();
        }

        /** Returns {@link Wording#detail}. */
        default String detail() {
            return wording().detail();
        }
    }

    /**
     * The words of a refusal.
     *
     * @param code the stable name of the reason, such as {@code mediation.not-a-party}; part of the published contract
     * @param nature the kind of refusal, which decides the HTTP status
     * @param detail one English sentence that says what is wrong and what would be right, without personal data
     */
    record Wording(String code, Nature nature, String detail) {

        /** The words of what every service says of a case that it does not have. */
        public static final Wording NO_SUCH_CASE = new Wording(
                "kernel.no-such-case",
                Nature.UNKNOWN,
                "This service has no such case, or it lies outside your jurisdiction; check the id or the reference.");

        /**
         * Returns the words of an enum's constant. The code is made of the service and the constant's name: {@code
         * NOT_A_PARTY} of {@code mediation} is {@code mediation.not-a-party}.
         */
        public static Wording of(String service, String constant, Nature nature, String detail) {
            return new Wording(service + "." + constant.toLowerCase(Locale.ROOT).replace('_', '-'), nature, detail);
        }
    }

    /** Kinds of refusal. */
    enum Nature {
        /** This service knows no such case, or no such part of it: HTTP 404. */
        UNKNOWN,
        /** This caller may not do it, whatever the state of the case: HTTP 403. */
        FORBIDDEN,
        /** The case is not in a state in which this can be done: HTTP 409. */
        CONFLICT,
        /** The request can be fulfilled in no state: HTTP 422. */
        UNACCEPTABLE
    }

    /** Accepts the command: these events record it. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    /** Accepts the command: these events record it. */
    static <E> Decision<E> accept(List<E> events) {
        return new Accepted<>(events);
    }

    /** Accepts a command that asks for something that already holds. Repeating it is safe and records nothing. */
    static <E> Decision<E> alreadyTrue() {
        return new Accepted<>(List.of());
    }

    /** Refuses the command. */
    static <E> Decision<E> refuse(Refusal because) {
        return new Refused<>(because);
    }
}
