package org.fengqiao.kernel.service;

import java.util.UUID;
import java.util.function.Function;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.identity.Identifiers;

/**
 * The declaration of a register: reference data with its history, such as units, tables in force, or samples. Each
 * entry has a stream of its own, published on {@code reference-events}; who changed what, and when, is in it.
 *
 * @param <C> the commands
 * @param <S> the states of one entry
 * @param <E> the events
 * @param name the register's name, such as {@code units}
 * @param types the stored names of its events
 * @param entry tells which entry an event is about
 * @param decider decides its commands
 * @param view the read model written with an event; its case ids are the ids of entries ({@link #idOf})
 */
public record RegisterModel<C, S, E>(
        String name, EventTypes<E> types, Function<E, String> entry, Decider<C, S, E> decider, CaseView<S> view) {

    /** Declares a register without a read model. */
    public static <C, S, E> RegisterModel<C, S, E> of(
            String name, EventTypes<E> types, Function<E, String> entry, Decider<C, S, E> decider) {
        return new RegisterModel<>(name, types, entry, decider, CaseView.none());
    }

    /** Returns the same with this read model. */
    public RegisterModel<C, S, E> view(CaseView<S> view) {
        return new RegisterModel<>(name, types, entry, decider, view);
    }

    /** Returns the id of an entry's stream: the same entry always has the same id. */
    public UUID idOf(String entry) {
        return Identifiers.of(types.service() + "/" + subjectOf(entry));
    }

    /** Returns the entry's name on the topic, such as {@code units/kundulun-centre}. */
    String subjectOf(String entry) {
        return name + "/" + entry;
    }
}
