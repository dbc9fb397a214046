package org.fengqiao.routing.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.view.InboxList;
import org.fengqiao.routing.view.InboxList.Arrivals;
import org.fengqiao.routing.view.InboxSight;
import org.fengqiao.routing.view.InboxWords;
import org.fengqiao.routing.view.Waiting;
import org.fengqiao.routing.view.Waiting.Act;
import org.fengqiao.routing.wire.ArrivalsBody;
import org.fengqiao.routing.wire.InboxBody;
import org.fengqiao.routing.wire.InboxCountBody;

/**
 * Inboxes of units and people (待办). Without {@code unit} and {@code person} it is what waits for the caller and for the
 * unit in the caller's token. Only those whose work is not that of one unit look at the inboxes of others.
 */
@Path("/inbox")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed({
    Roles.DISPATCHER,
    Roles.LEADER,
    Roles.CLERK,
    Roles.MEDIATOR,
    Roles.PETITION_CLERK,
    Roles.DEPARTMENT,
    Roles.OPERATOR
})
public class InboxResource {

    private static final String IDENTIFIER = "An identifier is needed.";
    private static final String SEEN = "Take what the look before saw.";

    /** Time between two looks while a call waits. */
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Caller caller;
    private final RoutingRules rules;
    private final Mutiny.SessionFactory sessions;
    private final InboxWords words;

    InboxResource(Caller caller, RoutingRules rules, Mutiny.SessionFactory sessions) {
        this.caller = caller;
        this.rules = rules;
        this.sessions = sessions;
        this.words = DataFile.read("inbox.yaml", InboxWords.class);
    }

    /** Lists the waiting work with its reason and the call by which it is done, the earliest due first. */
    @GET
    public Uni<InboxBody> inbox(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("person") @Pattern(regexp = Actor.IDENTIFIER, message = IDENTIFIER) @Nullable String person,
            @QueryParam("act") List<Act> acts,
            @QueryParam("dueBefore") @Ahead(years = 30) @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        var within = Jurisdiction.of(caller);
        var filter = new InboxList.Filter(recipients(unit, person), acts, dueBefore);
        var now = caller.now();
        // Looked for first: what comes between the two is told of as new, though it may be on the page.
        return sessions.withStatelessSession(session -> InboxList.sight(session)
                .flatMap(seen -> InboxList.read(session, within, filter, page)
                        .map(read -> InboxBody.of(read, seen, words, now))));
    }

    /** Counts the waiting work by act, and how much of it is late. */
    @GET
    @Path("/counts")
    public Uni<Page<InboxCountBody>> counts(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("person") @Pattern(regexp = Actor.IDENTIFIER, message = IDENTIFIER) @Nullable String person) {
        var within = Jurisdiction.of(caller);
        var recipients = recipients(unit, person);
        var now = caller.now();
        return sessions.withStatelessSession(session -> InboxList.count(session, within, recipients, now))
                .map(counts ->
                        Page.whole(counts.stream().map(InboxCountBody::of).toList()));
    }

    /**
     * Counts the work that has come since a look, which {@code since} names; without it nothing is new, and the answer
     * says where to begin. Answers as soon as there is something new, and at the latest after {@code wait} seconds.
     */
    @GET
    @Path("/arrivals")
    public Uni<ArrivalsBody> arrivals(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("person") @Pattern(regexp = Actor.IDENTIFIER, message = IDENTIFIER) @Nullable String person,
            @QueryParam("since") @Pattern(regexp = InboxSight.FORM, message = SEEN) @Nullable String since,
            @QueryParam("wait") @DefaultValue("0") @Min(0) @Max(30) int wait) {
        var within = Jurisdiction.of(caller);
        var recipients = recipients(unit, person);
        if (since == null) {
            return sessions.withStatelessSession(InboxList::sight).map(seen -> ArrivalsBody.of(new Arrivals(0, seen)));
        }
        return look(within, recipients, sight(since), Math.ceilDiv(wait, (int) EVERY.toSeconds()))
                .map(ArrivalsBody::of);
    }

    private Uni<Arrivals> look(Jurisdiction within, List<String> recipients, InboxSight since, int looksLeft) {
        return sessions.withStatelessSession(session -> InboxList.arrivedSince(session, within, recipients, since))
                .flatMap(found -> found.arrived() > 0 || looksLeft == 0
                        ? Uni.createFrom().item(found)
                        : EventLoop.after(EVERY).chain(() -> look(within, recipients, since, looksLeft - 1)));
    }

    private static InboxSight sight(String since) {
        try {
            return InboxSight.parse(since);
        } catch (IllegalArgumentException _) {
            throw Problem.badInput(List.of(new OffendingField("since", "wrong-form", SEEN)))
                    .exception();
        }
    }

    private List<String> recipients(@Nullable String unit, @Nullable String person) {
        var own = own();
        if (unit == null && person == null) {
            return own;
        }
        var asked = Stream.of(person == null ? "" : Waiting.person(person), unit == null ? "" : unit)
                .filter(recipient -> !recipient.isEmpty())
                .toList();
        if (!seesAll() && !own.containsAll(asked)) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "routing.not-your-inbox",
                            "The inbox is that of another unit or person.")
                    .exception();
        }
        if (unit != null && rules.units().find(unit).isEmpty()) {
            throw Problem.notFound("routing.unknown-unit", "No such unit can hold cases; GET /units lists them.")
                    .exception();
        }
        return asked;
    }

    /** Returns the caller's own inboxes; a dispatcher of no unit that holds cases has that of the centre. */
    private List<String> own() {
        var own = new ArrayList<String>();
        own.add(Waiting.person(caller.actor().id()));
        var unit = caller.claim("unit");
        if (unit != null && rules.units().find(unit).isPresent()) {
            own.add(unit);
        } else if (caller.has(Roles.DISPATCHER)) {
            own.add(rules.units().centre());
        }
        return own;
    }

    private boolean seesAll() {
        return Stream.of(Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR).anyMatch(caller::has);
    }
}
