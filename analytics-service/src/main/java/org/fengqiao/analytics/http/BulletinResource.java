package org.fengqiao.analytics.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.bulletin.Bulletin;
import org.fengqiao.analytics.bulletin.Bulletin.CorrectionCause;
import org.fengqiao.analytics.bulletin.BulletinPaper;
import org.fengqiao.analytics.bulletin.BulletinRefusal;
import org.fengqiao.analytics.bulletin.Bulletins;
import org.fengqiao.analytics.bulletin.Bulletins.Correcting;
import org.fengqiao.analytics.bulletin.Bulletins.Order;
import org.fengqiao.analytics.bulletin.Bulletins.Stored;
import org.fengqiao.analytics.bulletin.Period;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Evidence;
import org.fengqiao.analytics.metric.KnownValues;
import org.fengqiao.analytics.metric.MetricSql;
import org.fengqiao.analytics.metric.Part;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.printing.Printer;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/**
 * Weekly sortings, monthly judgements and quarterly bulletins. Their figures stay as they were issued; a correction is
 * another edition beside them.
 */
@Path("/bulletins")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed({Roles.ANALYST, Roles.LEADER})
public class BulletinResource {

    private static final String PDF = "application/pdf";

    private final Mutiny.SessionFactory sessions;
    private final Bulletins bulletins;
    private final KnownValues known;
    private final Caller caller;
    private final BulletinPaper paper = new BulletinPaper();
    private final Printer printer = new Printer();

    BulletinResource(Mutiny.SessionFactory sessions, Bulletins bulletins, KnownValues known, Caller caller) {
        this.sessions = sessions;
        this.bulletins = bulletins;
        this.known = known;
        this.caller = caller;
    }

    /**
     * Bulletin to be issued.
     *
     * @param district its cases are counted
     * @param period a week ({@code 2024-W10}), month ({@code 2024-03}), quarter ({@code 2024-Q1}) or year
     *     ({@code 2024}) that is over
     * @param corrects the latest edition, in whose place this one comes; null for the first
     * @param cause why; needed with {@code corrects}, and only then
     */
    public record BulletinBody(
            @NotBlank @Size(max = 100) String district,
            @NotNull @Pattern(regexp = Period.FORM) String period,
            @Nullable @Min(1) Integer corrects,
            @Nullable CorrectionCause cause) {}

    /** Counts a period that is over, and issues its figures: 201 with the bulletin. */
    @POST
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Bulletin.class)))
    public Uni<Response> issue(BulletinBody body) {
        Jurisdiction.of(caller).requireCovers(new Place(body.district(), null, null, null, false));
        var order = order(body);
        return sessions.withStatelessTransaction(
                        (session, _) -> require(session, body.district()).chain(() -> bulletins.issue(session, order)))
                .map(stored -> answer(Response.created(URI.create("/bulletins/" + order.bulletin())), stored));
    }

    private Order order(BulletinBody body) {
        var wrong = new ArrayList<OffendingField>();
        var period = Period.named(body.period());
        if (period.isEmpty()) {
            wrong.add(new OffendingField("period", "wrong-form", "The year has no such week."));
        }
        if ((body.corrects() == null) != (body.cause() == null)) {
            wrong.add(new OffendingField(
                    body.corrects() == null ? "corrects" : "cause",
                    "missing",
                    "A correction names the edition and the cause."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong).exception();
        }
        return new Order(
                Identifiers.next(),
                period.orElseThrow(),
                body.district(),
                body.corrects() == null || body.cause() == null ? null : new Correcting(body.corrects(), body.cause()),
                caller.actor(),
                caller.now());
    }

    /** Goes on if somebody knows the district; fails with 400 if not. */
    private Uni<Void> require(Mutiny.StatelessSession session, String district) {
        return known.isKnown(session, Dimension.DISTRICT, district).map(is -> {
            if (!is) {
                throw Problem.badInput(List.of(new OffendingField(
                                "district", "unknown-code", "There is no such district, and no case has had it.")))
                        .exception();
            }
            return null;
        });
    }

    /** The bulletins of the caller's district, the latest first. */
    @GET
    public Uni<Page<Bulletins.Entry>> list(
            @QueryParam("district") @Nullable String district,
            @QueryParam("kind") Period.@Nullable Kind kind,
            @QueryParam("period") @Nullable @Pattern(regexp = Period.FORM) String period,
            @Valid @BeanParam Page.Request page) {
        var jurisdiction = Jurisdiction.of(caller);
        return sessions.withStatelessSession(
                session -> bulletins.list(session, new Bulletins.Filter(district, kind, period), jurisdiction, page));
    }

    /** The bulletin as it was issued, byte by byte; its {@code ETag} is the SHA-256 of the answer. */
    @GET
    @Path("/{bulletin}")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Bulletin.class)))
    public Uni<Response> bulletin(@PathParam("bulletin") UUID bulletin) {
        var jurisdiction = Jurisdiction.of(caller);
        return sessions.withStatelessSession(session -> bulletins.find(session, bulletin, jurisdiction))
                .map(stored -> answer(Response.ok(), stored));
    }

    /**
     * The bulletin on paper, as it was issued: the same bytes each time.
     *
     * @param language {@code ZH} if missing
     */
    @GET
    @Path("/{bulletin}")
    @Produces(PDF)
    public Uni<Response> print(
            @PathParam("bulletin") UUID bulletin, @QueryParam("language") BulletinPaper.@Nullable Language language) {
        var jurisdiction = Jurisdiction.of(caller);
        return sessions.withStatelessSession(session -> bulletins.find(session, bulletin, jurisdiction))
                .flatMap(stored -> EventLoop.beside(() -> printed(stored, language)))
                .map(pdf -> Response.ok(pdf)
                        .type(PDF)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + bulletin + ".pdf\"")
                        .build());
    }

    private byte[] printed(Stored stored, BulletinPaper.@Nullable Language language) {
        var bulletin = bulletins.read(stored);
        var page = paper.page(bulletin, stored.digest(), language == null ? BulletinPaper.Language.ZH : language);
        if (!printer.missing(page).isEmpty()) {
            throw Problem.of(BulletinRefusal.BULLETIN_UNPRINTABLE).exception();
        }
        return printer.print(page, bulletin.issuedAt());
    }

    private static Response answer(Response.ResponseBuilder answer, Stored stored) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .tag(new EntityTag(stored.digest()))
                .entity(stored.body())
                .build();
    }

    /**
     * The cases that were counted for a line of the bulletin, as far as the caller's jurisdiction reaches, with the
     * events that put them there.
     *
     * @param metric the number that the table tells
     * @param key the line; all lines of the table if it is missing
     * @param part {@code numerator}, {@code denominator} or {@code remainder}; the first if it is missing
     */
    @GET
    @Path("/{bulletin}/cases")
    public Uni<Page<Evidence>> cases(
            @PathParam("bulletin") UUID bulletin,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("key") @Nullable String key,
            @QueryParam("part") @Nullable String part,
            @Valid @BeanParam Page.Request page) {
        var jurisdiction = Jurisdiction.of(caller);
        var after = page.<MetricSql.@Nullable After>after(null, MetricSql.After::parse);
        return sessions.withStatelessSession(session -> bulletins
                .find(session, bulletin, jurisdiction)
                .map(bulletins::read)
                .flatMap(found -> {
                    var line = line(found, metric, key, part);
                    return bulletins.cases(
                            session, bulletin, line.metric(), key, line.part(), jurisdiction, after, page.fetch());
                })
                .map(read -> Page.of(read, page, MetricSql.After::of)));
    }

    private record PartOfTable(String metric, Part part) {}

    private static PartOfTable line(
            Bulletin bulletin, @Nullable String metric, @Nullable String key, @Nullable String part) {
        var wrong = new ArrayList<OffendingField>();
        var table = bulletin.tables().stream()
                .filter(one -> one.metric().equals(metric))
                .findFirst();
        if (table.isEmpty()) {
            wrong.add(new OffendingField(
                    "metric",
                    metric == null ? "missing" : "unknown-code",
                    "The number of one of its tables is needed."));
        } else if (key != null
                && table.get().lines().stream().noneMatch(line -> line.key().equals(key))) {
            wrong.add(new OffendingField("key", "unknown-code", "The table has no such line."));
        }
        var named = part == null ? Optional.of(Part.NUMERATOR) : Part.named(part);
        if (named.isEmpty()) {
            wrong.add(new OffendingField(
                    "part", "unknown-code", "One of these is needed: numerator, denominator, remainder."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong).exception();
        }
        return new PartOfTable(table.orElseThrow().metric(), named.orElseThrow());
    }
}
