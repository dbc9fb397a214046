package org.fengqiao.mediation.http;

import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.web.PublicPage;
import org.fengqiao.mediation.model.ObligationAnswer.Said;
import org.fengqiao.mediation.wire.LinkBody;
import org.fengqiao.mediation.wire.LinkBody.Question;

/**
 * The page on which a party answers by itself: Chinese first, English beside it, without scripts. Its words are files
 * ({@code revisit/}). Nothing that anybody typed is shown on it.
 */
@Singleton
class RevisitPage {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(OfficialCalendar.ZONE);

    private final PublicPage page = new PublicPage("revisit");
    private final String form = page.file("form.html");
    private final String obligation = page.file("obligation.html");
    private final String thanks = page.file("thanks.html");

    /** Allows the page its own style and to send its form to where it came from, and nothing else. */
    void allow(@Observes Filters filters) {
        page.allow(filters, RevisitAnswersResource.PAGE);
    }

    /** Answers with the page, or with another one that says why there is none. */
    Uni<Response> shown(Supplier<Uni<Response>> answer) {
        return page.shown(answer);
    }

    /** Returns the page with the questions. */
    String questions(LinkBody questions) {
        return page.whole(form.replace("{expires}", MINUTE.format(questions.expiresAt()))
                .replace(
                        "{obligations}",
                        questions.obligations().stream().map(this::question).collect(Collectors.joining("\n"))));
    }

    /** Returns the page that says that the answer was received. */
    String thanks() {
        return page.whole(thanks);
    }

    private String question(Question question) {
        var amount = question.amount();
        return obligation
                .replace("{number}", String.valueOf(question.obligation()))
                .replace(
                        "{whoZh}",
                        switch (question.owed()) {
                            case BY_YOU -> "由您履行";
                            case TO_YOU -> "由对方向您履行";
                        })
                .replace(
                        "{whoEn}",
                        switch (question.owed()) {
                            case BY_YOU -> "owed by you";
                            case TO_YOU -> "owed to you";
                        })
                .replace("{day}", question.dueOn().toString())
                .replace(
                        "{amount}",
                        amount == null ? "" : "，" + amount.amount().toPlainString() + " " + amount.currency())
                .replace(
                        "{choices}",
                        question.choices().stream()
                                .map(said -> choice(question, said))
                                .collect(Collectors.joining("\n")));
    }

    private static String choice(Question question, Said said) {
        var words = switch (said) {
            case PERFORMED -> "已履行 <span lang=\"en\">performed</span>";
            case NOT_YET_DUE -> "未到期 <span lang=\"en\">not yet due</span>";
            case NOT_PERFORMED -> "未履行 <span lang=\"en\">not performed</span>";
        };
        return "<label><input type=\"radio\" name=\"obligation-%d\" value=\"%s\" required> %s</label>"
                .formatted(question.obligation(), said, words);
    }
}
