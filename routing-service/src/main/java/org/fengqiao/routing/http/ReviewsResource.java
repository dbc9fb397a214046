package org.fengqiao.routing.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.ReviewSamples;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.Evaluation.RectificationState;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.Nomination;
import org.fengqiao.routing.model.ReviewCommand.SampleCase;
import org.fengqiao.routing.model.ReviewRefusal;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.SampleDraw;
import org.fengqiao.routing.model.SampleRegister.DrawSample;
import org.fengqiao.routing.model.SampleRegister.SampleDrawn;
import org.fengqiao.routing.model.ScoreSheet;
import org.fengqiao.routing.view.Closings;
import org.fengqiao.routing.view.ReviewList;
import org.fengqiao.routing.view.ReviewList.OwedRow;
import org.fengqiao.routing.view.ReviewList.ReviewRow;
import org.fengqiao.routing.view.ReviewResults;
import org.fengqiao.routing.view.ReviewResults.UnitResult;
import org.fengqiao.routing.view.TypicalCaseList;
import org.fengqiao.routing.view.TypicalCaseList.TypicalCaseRow;
import org.fengqiao.routing.wire.Bodies.SampleBody;

/** Samples of handled cases, what reviews found in them, and what is to be put right. */
@Path("/reviews")
@Cancellable(false)
public class ReviewsResource {

    private final Caller caller;
    private final RoutingService service;
    private final ReviewSamples samples;
    private final RoutingRules rules;
    private final CaseLists lists;
    private final Mutiny.SessionFactory sessions;

    ReviewsResource(
            Caller caller,
            RoutingService service,
            ReviewSamples samples,
            RoutingRules rules,
            CaseLists lists,
            Mutiny.SessionFactory sessions) {
        this.caller = caller;
        this.service = service;
        this.samples = samples;
        this.rules = rules;
        this.lists = lists;
        this.sessions = sessions;
    }

    /** The score sheet in force now. */
    @GET
    @Path("/sheet")
    @Authenticated
    @Reach(Reach.Scope.NONE)
    public ScoreSheet sheet() {
        return rules.review()
                .inForceAt(caller.now())
                .orElseThrow(() -> Problem.notFound("routing.no-sheet-in-force", "No score sheet is in force now.")
                        .exception());
    }

    /**
     * Draws a sample from the closings of a period. The same seed on the same closings gives the same sample; closings
     * that were undone or drawn before are not among them.
     */
    @POST
    @Path("/samples")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Response> draw(SampleBody body) {
        Jurisdiction.of(caller).requireCovers(new Place(body.district(), null, null, null, false));
        var sheet = sheet();
        require(body);
        var from = body.from().atStartOfDay(rules.review().zone()).toInstant();
        var to = body.to().plusDays(1).atStartOfDay(rules.review().zone()).toInstant();
        var cause = caller.cause();
        return sessions.withStatelessSession(session -> Closings.of(session, from, to, body.district(), body.unit()))
                .flatMap(closings -> {
                    var second = body.secondPercent() == null ? 0 : body.secondPercent();
                    var draw = new SampleDraw(body.seed(), body.reviewers(), second);
                    var size = size(body, closings.size());
                    var sample = draw.from(closings, size);
                    var drawn = new SampleDrawn(
                            Identifiers.next(),
                            body.from(),
                            body.to(),
                            body.district(),
                            body.unit(),
                            size,
                            body.seed(),
                            second,
                            draw.reviewers(),
                            sheet.version(),
                            sample.closings(),
                            sample.digest(),
                            sample.strata(),
                            sample.drawn());
                    var id = drawn.sample().toString();
                    return samples.handle(
                            caller,
                            id,
                            new DrawSample(drawn),
                            Response.Status.CREATED.getStatusCode(),
                            URI.create("/reviews/samples/" + id).toString(),
                            _ -> Map.of(
                                    "closings",
                                    drawn.closings(),
                                    "drawn",
                                    drawn.drawn().size()),
                            session -> noteInCases(session, drawn, cause));
                });
    }

    private Uni<Void> noteInCases(Mutiny.StatelessSession session, SampleDrawn sample, Cause cause) {
        var cases =
                sample.drawn().stream().map(SampleDraw.Drawn::caseId).distinct().toList();
        return service.ledger()
                .decide(
                        session,
                        cases,
                        docket -> sample.drawn().stream()
                                .map(drawn -> docket.decide(new Order<>(
                                        drawn.caseId(),
                                        new SampleCase(
                                                sample.sample(), drawn.closure(), sample.sheet(), drawn.reviewers()),
                                        cause)))
                                .allMatch(ruling -> ruling instanceof Ruling.Held<?, ?> held
                                        && !held.events().isEmpty()))
                .invoke(allNoted -> {
                    if (!allNoted) {
                        throw Problem.of(ReviewRefusal.CLOSINGS_MOVED_ON).exception();
                    }
                })
                .replaceWithVoid();
    }

    private void require(SampleBody body) {
        var problems = new ArrayList<OffendingField>();
        if (body.to().isBefore(body.from())) {
            problems.add(new OffendingField("to", "before-from", "the last day is not before the first"));
        }
        if ((body.size() == null) == (body.percent() == null)) {
            problems.add(new OffendingField("size", "one-of-two", "either size or percent is given"));
        }
        if (body.unit() != null && rules.units().find(body.unit()).isEmpty()) {
            problems.add(new OffendingField("unit", "unknown-code", "no such unit"));
        }
        for (var at = 0; at < body.reviewers().size(); at++) {
            if (rules.units().find(body.reviewers().get(at)).isEmpty()) {
                problems.add(new OffendingField("reviewers[" + at + "]", "unknown-code", "no such unit"));
            }
        }
        if (body.reviewers().stream().distinct().count() < 2) {
            problems.add(new OffendingField(
                    "reviewers", "too-few", "two different units are needed, since none reviews its own cases"));
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems).exception();
        }
    }

    private static int size(SampleBody body, int closings) {
        return body.size() == null ? Math.ceilDiv(closings * body.percent(), 100) : body.size();
    }

    /** A sample as it was drawn, with all that somebody needs to draw it again. */
    @GET
    @Path("/samples/{sample}")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR, Roles.ANALYST})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<SampleDrawn> sample(@PathParam("sample") UUID sample) {
        return samples.current(sample.toString()).map(current -> {
            if (current.state() == null) {
                throw Problem.notFound("routing.no-such-sample", "No such sample was drawn.")
                        .exception();
            }
            Jurisdiction.of(caller).requireCovers(new Place(current.state().district(), null, null, null, false));
            return current.state();
        });
    }

    /**
     * The cases of samples in the caller's jurisdiction: of one sample, of one reviewed unit, those that wait for a
     * unit's review, or those with a grade ({@code EXCELLENT} ones may become typical cases).
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR,
        Roles.ANALYST
    })
    public Uni<Page<ReviewRow>> list(
            @QueryParam("sample") @Nullable UUID sample,
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("waitsFor") @Nullable String waitsFor,
            @QueryParam("grade") List<Grade> grades,
            @Valid @BeanParam Page.Request page) {
        return lists.read(ReviewList.READ, new ReviewList.Filter(sample, unit, waitsFor, grades), page);
    }

    /** The results of a sample by unit: grades, mean score, and how often two reviewing units agreed. */
    @GET
    @Path("/samples/{sample}/results")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR, Roles.ANALYST})
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Page<UnitResult>> results(@PathParam("sample") UUID sample) {
        return sample(sample)
                .flatMap(_ -> sessions.withStatelessSession(session -> ReviewResults.of(session, sample)))
                .map(Page::whole);
    }

    /**
     * The cases of the caller's jurisdiction that are proposed as typical ones, or were (典型案例), the one proposed first
     * in front. A case whose closing did not hold says so.
     */
    @GET
    @Path("/typical-cases")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR,
        Roles.ANALYST
    })
    public Uni<Page<TypicalCaseRow>> typicalCases(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("state") List<Nomination.State> states,
            @Valid @BeanParam Page.Request page) {
        return lists.read(TypicalCaseList.READ, new TypicalCaseList.Filter(unit, states), page);
    }

    /** Lists the rectifications of cases of the caller's jurisdiction (整改台账), the one due first in front. */
    @GET
    @Path("/rectifications")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR,
        Roles.ANALYST
    })
    public Uni<Page<OwedRow>> rectifications(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("state") List<RectificationState> states,
            @Valid @BeanParam Page.Request page) {
        return lists.read(ReviewList.READ_OWED, new ReviewList.OwedFilter(unit, states), page);
    }
}
