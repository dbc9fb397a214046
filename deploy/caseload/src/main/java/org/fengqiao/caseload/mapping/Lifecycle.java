package org.fengqiao.caseload.mapping;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.mapping.Standing.Accepted;
import org.fengqiao.caseload.mapping.Standing.Brought;
import org.fengqiao.caseload.mapping.Standing.Closed;
import org.fengqiao.caseload.mapping.Standing.Counts;
import org.fengqiao.caseload.mapping.Standing.Declined;
import org.fengqiao.caseload.mapping.Standing.Held;
import org.fengqiao.caseload.mapping.Standing.NotBrought;
import org.fengqiao.caseload.mapping.Standing.Origin;
import org.fengqiao.caseload.mapping.Standing.Path;
import org.fengqiao.caseload.mapping.Standing.Waiting;
import org.fengqiao.caseload.mapping.Standing.Work;
import org.fengqiao.caseload.partner.Partner;

/**
 * Table of acts and states: whether an act fits, and how the case stands after it. It is what the services would
 * decide, told before anybody asks them.
 */
public final class Lifecycle {

    private Lifecycle() {}

    /** Answer to whether an act fits. */
    public sealed interface Fit {}

    /**
     * It fits.
     *
     * @param after how the case stands then
     * @param number which one it is of its kind within the case: the custody, duty, session or obligation; else 0
     */
    public record Fits(Standing after, int number) implements Fit {}

    /** It does not. */
    public record Misfit(String reason) implements Fit {}

    /** Returns whether the act with these fields fits the state. */
    public static Fit fit(Standing standing, Act act, JsonNode fields) {
        return switch (act) {
            case REFER ->
                bring(standing, fields, Partner.valueOf(fields.path("partner").asText()));
            case REGISTER -> bring(standing, fields, null);
            case ACCEPT ->
                standing instanceof Waiting s ? fits(new Accepted(s.origin(), Counts.NOTHING)) : misfit(standing);
            case DECLINE -> standing instanceof Waiting s ? fits(new Declined(s.origin())) : misfit(standing);
            case WITHDRAW -> withdraw(standing);
            case CORRECT -> correct(standing);
            case TAKE_UP -> takeUp(standing, Path.valueOf(fields.path("path").asText()));
            case ASK -> ask(standing, fields);
            case REPORT -> report(standing, fields.path("unit").asText());
            case HANDLE ->
                standing instanceof Held held && held.path() == Path.ADMINISTRATIVE
                        ? fits(held.closed())
                        : misfit(standing);
            case CONSENT -> consent(standing, fields);
            case MEET ->
                standing instanceof Held held && held.work() instanceof Work.Talks talks
                        ? new Fits(held.with(talks.met()), talks.sessions() + 1)
                        : misfit(standing);
            case AGREE -> agree(standing, fields);
            case FAIL ->
                standing instanceof Held held && held.work() instanceof Work.Talks
                        ? fits(held.givenUp())
                        : misfit(standing);
            case PERFORM -> perform(standing);
            case BREACH -> breach(standing);
            case APPLY ->
                standing instanceof Held held && held.work() instanceof Work.Signed(var applied) && !applied
                        ? fits(held.with(new Work.Signed(true)))
                        : misfit(standing);
            case CONFIRM -> confirm(standing, fields);
            case SUE ->
                standing instanceof Held held && held.work() instanceof Work.Tribunal(var sued) && !sued
                        ? fits(held.with(new Work.Tribunal(true)))
                        : misfit(standing);
            case RULE -> rule(standing, fields);
            case NOTIFY, REPLY, CONCLUDE -> petition(standing, act);
        };
    }

    private static Fit fits(Standing after) {
        return new Fits(after, 0);
    }

    /** Returns why nothing of the kind can be done in this state. */
    private static Fit misfit(Standing standing) {
        return new Misfit(
                switch (standing) {
                    case NotBrought _ -> "the case has not come in";
                    case Waiting _ -> "the case is not accepted";
                    case Accepted _ -> "nobody has taken the case up";
                    case Held held ->
                        switch (held.work()) {
                            case Work.Handling _ -> "a department has the case";
                            case Work.Talks _ -> "the parties talk";
                            case Work.Signed _ -> "the parties have signed";
                            case Work.Petition _ -> "the petition agency has the case";
                            case Work.Tribunal _ -> "the tribunal has the case";
                        };
                    case Closed _ -> "the case is closed";
                    case Declined _ -> "the case was declined";
                });
    }

    private static Fit bring(Standing standing, JsonNode fields, @Nullable Partner partner) {
        if (!(standing instanceof NotBrought)) {
            return new Misfit("the case has come in already");
        }
        var origin = new Origin(
                partner,
                fields.path("applicants").size(),
                fields.path("respondents").size());
        return partner == null ? fits(new Waiting(origin)) : fits(new Accepted(origin, Counts.NOTHING));
    }

    private static Fit withdraw(Standing standing) {
        return switch (standing) {
            case Waiting s -> fits(new Closed(s.origin(), Counts.NOTHING, false));
            case Accepted s -> fits(new Closed(s.origin(), s.counts(), false));
            case Held s -> fits(s.closed());
            case NotBrought _, Closed _, Declined _ -> misfit(standing);
        };
    }

    private static Fit correct(Standing standing) {
        return switch (standing) {
            case Accepted s when s.origin().partner() != null -> fits(s);
            case Held s when s.origin().partner() != null -> fits(s);
            case Accepted _, Held _ -> new Misfit("no partner referred the case");
            case NotBrought _, Waiting _, Closed _, Declined _ -> misfit(standing);
        };
    }

    private static Fit takeUp(Standing standing, Path path) {
        return switch (standing) {
            // Accepted by rule, then.
            case Waiting s -> taken(s, Counts.NOTHING, path);
            case Accepted s -> taken(s, s.counts(), path);
            case Held s when s.path() == path -> new Misfit("the case is on the path %s already".formatted(path));
            // What the lead had asked other units for ends when a case is judged anew.
            case Held s -> taken(s, s.counts(), path);
            case NotBrought _, Closed _, Declined _ -> misfit(standing);
        };
    }

    private static Fit taken(Brought standing, Counts counts, Path path) {
        var after = counts.takenUp();
        return new Fits(new Held(standing.origin(), after, path, Work.on(path), Map.of()), after.custodies());
    }

    private static Fit ask(Standing standing, JsonNode fields) {
        if (!(standing instanceof Held held)) {
            return misfit(standing);
        }
        var after = held.with(held.counts().asked());
        var duty = after.counts().duties();
        return new Fits(
                fields.path("done").asBoolean()
                        ? after
                        : after.asking(fields.path("unit").asText(), duty),
                duty);
    }

    private static Fit report(Standing standing, String unit) {
        if (!(standing instanceof Held held)) {
            return misfit(standing);
        }
        var duty = held.asked().get(unit);
        return duty == null
                ? new Misfit("%s has nothing to report".formatted(unit))
                : new Fits(held.reported(unit), duty);
    }

    /**
     * Returns who says whether it wants to mediate: the party that is named, else every one; of those who refuse
     * together one side is enough, since nobody is left to talk to then.
     */
    public static List<String> consenting(Origin origin, JsonNode fields) {
        if (fields.has("party")) {
            return List.of(fields.path("party").asText());
        }
        return fields.path("consents").asBoolean(true) ? origin.parties() : origin.applicantsNames();
    }

    private static Fit consent(Standing standing, JsonNode fields) {
        if (!(standing instanceof Held held && held.work() instanceof Work.Talks talks)) {
            return misfit(standing);
        }
        var parties = held.origin().parties();
        for (var party : consenting(held.origin(), fields)) {
            if (!parties.contains(party)) {
                return new Misfit("the case has no " + party);
            }
            talks = talks.with(party, fields.path("consents").asBoolean(true));
        }
        // Whoever refuses leaves the talks; they go on as long as both sides have somebody left.
        return fits(
                talks.keepAnyOf(held.origin().applicantsNames())
                                && talks.keepAnyOf(held.origin().respondentsNames())
                        ? held.with(talks)
                        : held.givenUp());
    }

    private static Fit agree(Standing standing, JsonNode fields) {
        if (!(standing instanceof Held held && held.work() instanceof Work.Talks talks)) {
            return misfit(standing);
        }
        // An agreement among those who are left has no act of its own: all sign it.
        if (!talks.areWantedBy(held.origin().parties())) {
            return new Misfit("not every party has said that it wants to mediate");
        }
        if (talks.sessions() == 0) {
            return new Misfit("no session was held before it");
        }
        var signed = held.with(held.counts().owing(fields.path("obligations").size()));
        return fits(
                fields.path("confirmation").asBoolean()
                        ? signed.with(new Work.Signed(false))
                        : new Closed(signed.origin(), signed.counts(), true));
    }

    private static Fit perform(Standing standing) {
        return switch (standing) {
            case Closed s
            when !s.counts().owed().isEmpty() -> {
                var number = s.counts().owed().first();
                yield new Fits(new Closed(s.origin(), s.counts().without(number), s.agreed()), number);
            }
            case Held s
            when s.work() instanceof Work.Signed && !s.counts().owed().isEmpty() -> {
                var number = s.counts().owed().first();
                yield new Fits(s.with(s.counts().without(number)), number);
            }
            case Closed _, Held _ -> new Misfit("nothing is owed");
            case NotBrought _, Waiting _, Accepted _, Declined _ -> misfit(standing);
        };
    }

    private static Fit breach(Standing standing) {
        return switch (standing) {
            case Closed s
            when s.agreed() && !s.counts().owed().isEmpty() -> {
                var number = s.counts().owed().first();
                yield new Fits(new Accepted(s.origin(), s.counts().without(number)), number);
            }
            case Closed _ -> new Misfit("nothing is owed");
            case NotBrought _, Waiting _, Accepted _, Held _, Declined _ -> misfit(standing);
        };
    }

    private static Fit confirm(Standing standing, JsonNode fields) {
        if (!(standing instanceof Held held && held.work() instanceof Work.Signed(var applied) && applied)) {
            return misfit(standing);
        }
        return fits(
                "GRANTED".equals(fields.path("decision").asText())
                        ? new Closed(held.origin(), held.counts(), true)
                        : held.givenUp());
    }

    private static Fit rule(Standing standing, JsonNode fields) {
        if (!(standing instanceof Held held && held.work() instanceof Work.Tribunal(var sued) && sued)) {
            return misfit(standing);
        }
        return fits("DISMISSED".equals(fields.path("outcome").asText()) ? held.givenUp() : held.closed());
    }

    private static Fit petition(Standing standing, Act act) {
        if (!(standing instanceof Held held && held.work() instanceof Work.Petition petition)) {
            return misfit(standing);
        }
        var fit = switch (act) {
            case NOTIFY -> !petition.notified();
            case REPLY -> petition.notified() && !petition.replied();
            case CONCLUDE -> petition.replied();
            default -> false;
        };
        if (!fit) {
            return new Misfit(
                    petition.replied()
                            ? "the petition is answered"
                            : "the petition is %s"
                                    .formatted(petition.notified() ? "acknowledged" : "not acknowledged"));
        }
        return fits(
                switch (act) {
                    case NOTIFY -> held.with(new Work.Petition(true, false));
                    case REPLY -> held.with(new Work.Petition(true, true));
                    default -> held.closed();
                });
    }
}
