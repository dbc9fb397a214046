package org.fengqiao.routing.model;

import static org.fengqiao.routing.model.Histories.words;

import java.util.List;
import java.util.Random;

import org.fengqiao.routing.model.ConsultationPropertiesTest.Anybody;
import org.fengqiao.routing.model.RoutingCommand.TakeOverCase;

/** Commands as they come, right and wrong, for the tests of what follows from them. */
public final class AnybodyOfRouting {

    private AnybodyOfRouting() {}

    /** Returns the units under which that decider decides. */
    public static Units units() {
        return Histories.DIRECTORY.shippedUnits();
    }

    /** Returns a decider under the rules of today. */
    public static RoutingDecider decider() {
        return new RoutingDecider(Histories.under(Histories.CONSULTATIONS));
    }

    /** Returns the command by which a case comes in. */
    public static RoutingCommand first(Random random, boolean risky) {
        return new Anybody(random).first(risky);
    }

    /** Returns any command. */
    public static RoutingCommand command(Random random) {
        var anybody = new Anybody(random);
        return random.nextInt(15) == 0
                ? new TakeOverCase(anybody.one(List.of(Histories.CENTRE, Histories.STREET, "")), words("?"))
                : anybody.command();
    }

    /** Returns a case of a street whose centre issued a red notice, to which the street objects. */
    public static RoutingCase objectedTo() {
        RoutingCase state = decider().initial();
        for (var event : List.<RoutingEvent>of(
                Histories.TRIAGED,
                Histories.ASSIGNED,
                Histories.CLAIMED,
                SupervisionDeciderTest.RED,
                SupervisionDeciderTest.OBJECTED)) {
            state = decider().evolve(state, event);
        }
        return state;
    }
}
