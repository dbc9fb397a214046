package org.fengqiao.routing.http;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Texts;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingRules;

/**
 * The disputing side of a case, as far as it can be told from units and staff. A unit is a party itself if it is called
 * as one of them; names are opened for that and nothing else. A person is a party if the identifier in the token is the
 * one under which the party is known.
 */
@Singleton
public class DisputingSides {

    private final KeyRings keys;
    private final RoutingRules rules;

    DisputingSides(KeyRings keys, RoutingRules rules) {
        this.keys = keys;
        this.rules = rules;
    }

    /** Returns the disputing side of the case; nobody if it was never judged. */
    Uni<DisputingSide> of(RoutingCase state) {
        return switch (state) {
            case RoutingCase.NotTriaged _ -> Uni.createFrom().item(DisputingSide.UNKNOWN);
            case RoutingCase.Known known -> {
                var parties = known.dossier().parties();
                var subjects =
                        parties.stream().map(party -> party.name().subject()).toList();
                yield keys.toOpen(Purpose.HANDLING_THE_CASE, subjects)
                        .map(ring -> new DisputingSide(
                                parties.stream()
                                        .map(party -> nameOf(party, ring))
                                        .flatMap(rules.units()::called)
                                        .collect(toSet()),
                                parties.stream()
                                        .map(party ->
                                                party.name().subject().value().toString())
                                        .collect(toSet())));
            }
        };
    }

    /** Returns the names of the parties, as far as they are not forgotten, opened to look for them in a text. */
    Uni<List<String>> names(RoutingCase state) {
        return switch (state) {
            case RoutingCase.NotTriaged _ -> Uni.createFrom().item(List.of());
            case RoutingCase.Known known -> {
                var parties = known.dossier().parties();
                var subjects =
                        parties.stream().map(party -> party.name().subject()).toList();
                yield keys.toOpen(Purpose.HANDLING_THE_CASE, subjects)
                        .map(ring -> parties.stream()
                                .map(party -> nameOf(party, ring))
                                .toList());
            }
        };
    }

    /** Returns the party's name; empty if the party was forgotten. */
    private static String nameOf(Party party, KeyRing ring) {
        var name = party.name() instanceof PersonalText.Closed closed ? ring.open(closed) : party.name();
        return Texts.trimmed(name.revealOr(""));
    }
}
