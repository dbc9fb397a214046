package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.AGENT_WITHOUT_AUTHORITY;
import static org.fengqiao.intake.model.IntakeRefusal.DEPUTY_DOES_NOT_FIT;
import static org.fengqiao.intake.model.IntakeRefusal.KIND_AGAINST_NUMBER;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_AGENTS;
import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;

import org.fengqiao.kernel.decision.Condition;

/** A party with those who act for it, as it is judged before it is recorded. */
record NamedParty(RegisteredParty party, IntakeRules.PartyRules rules) {

    static final Condition<NamedParty> CONDITIONS = inOrder(
            require(NamedParty::isOfTheKindThatItsNumberTells, KIND_AGAINST_NUMBER),
            require(NamedParty::hasOnlyDeputiesOfItsKind, DEPUTY_DOES_NOT_FIT),
            require(NamedParty::hasNoMoreAgentsThanMayBe, TOO_MANY_AGENTS),
            require(NamedParty::hasAgentsWhoShowTheirAuthority, AGENT_WITHOUT_AUTHORITY));

    private boolean isOfTheKindThatItsNumberTells() {
        var told = Person.kindBy(party.numberKind());
        return party.kind() == null || told == null || told == party.kind();
    }

    private boolean hasOnlyDeputiesOfItsKind() {
        return switch (party.kind()) {
            case NATURAL_PERSON -> !party.has(Capacity.LEGAL_REPRESENTATIVE);
            case ORGANISATION -> !party.has(Capacity.GUARDIAN);
            case null -> true;
        };
    }

    private boolean hasNoMoreAgentsThanMayBe() {
        return party.actors()
                        .filter(deputy -> deputy.capacity() == Capacity.AGENT)
                        .count()
                <= rules.agents().most();
    }

    private boolean hasAgentsWhoShowTheirAuthority() {
        return party.actors()
                .filter(deputy -> deputy.capacity() == Capacity.AGENT)
                .allMatch(deputy -> deputy.authority() != null);
    }
}
