package org.fengqiao.intake.http;

import static org.fengqiao.kernel.web.PublicPage.escaped;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.wire.ReceiptBody;
import org.fengqiao.intake.wire.ReceiptBody.Due;
import org.fengqiao.intake.wire.ReceiptBody.StageBody;
import org.fengqiao.intake.wire.ReceiptBody.Step;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.web.PublicPage;

/**
 * The page on which a party follows its own case: Chinese first, English beside it, without scripts. Its words are
 * files ({@code receipt/}) and data ({@code receipt.yaml}). Nothing that anybody typed is shown on it.
 */
@Singleton
class ReceiptPage {

    /** The address under which everything is that a receipt code opens. */
    static final String PATH = "/receipts/";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(OfficialCalendar.ZONE);

    private final PublicPage page = new PublicPage("receipt");
    private final String rating = page.file("rating.html");
    private final String documents = page.file("documents.html");
    private final String withdrawal = page.file("withdrawal.html");

    /** Allows the page its own style, its code as an image, and forms to where it came from, and nothing else. */
    void allow(@Observes Filters filters) {
        page.allow(filters, PATH);
    }

    /** Answers with the page, or with another one that says why there is none. */
    Uni<Response> shown(java.util.function.Supplier<Uni<Response>> answer) {
        return page.shown(answer);
    }

    /**
     * Returns the page.
     *
     * @param code as it stands in addresses
     */
    String of(String code, ReceiptBody receipt) {
        var content = new StringBuilder("<h1>办理进度 <span lang=\"en\">Progress of your case</span></h1>\n");
        content.append("<p class=\"now\" role=\"status\">")
                .append(both(receipt.words()))
                .append("</p>\n<dl>\n");
        entry(content, "请前往", "Please turn to", both(receipt.goTo()));
        entry(content, "办理单位", "Who deals with it", both(receipt.handledBy()));
        entry(content, "下一步", "Next", both(receipt.next()));
        entry(content, "需要您做的", "What is asked of you", both(receipt.asked()));
        entry(content, "办理结果", "Outcome", both(receipt.outcome()));
        entry(
                content,
                "期限",
                "Deadlines",
                receipt.deadlines().stream().map(ReceiptPage::due).collect(Collectors.joining("<br>")));
        content.append("</dl>\n<h2>经过 <span lang=\"en\">What happened</span></h2>\n<ol>\n")
                .append(receipt.steps().stream().map(ReceiptPage::step).collect(Collectors.joining("\n")))
                .append("\n</ol>\n")
                .append(ratings(code, receipt));
        if (receipt.withdrawable()) {
            content.append(documents.replace("{code}", code).replace("{count}", String.valueOf(receipt.documents())))
                    .append(withdrawal.replace("{code}", code));
        }
        content.append("""
            <div class="code"><img src="/receipts/%s/qr.svg" alt="本页的二维码 QR code of this page">
            <p>扫码随时查看进度。回执码等同于您的凭证，请勿告诉他人。
            <span class="en" lang="en">Scan it to come back. Whoever has the code sees the case: keep it to yourself.
            </span></p></div>
            """.formatted(code));
        return page.whole(content.toString());
    }

    private String ratings(String code, ReceiptBody receipt) {
        var stages = receipt.stages().stream().filter(StageBody::over).toList();
        if (stages.isEmpty()) {
            return "";
        }
        return "<h2>评价 <span lang=\"en\">Your rating</span></h2>\n"
                + stages.stream()
                        .map(stage -> stage.score() == null
                                ? rating.replace("{code}", code)
                                        .replace("{stage}", stage.stage().name())
                                        .replace("{zh}", escaped(stage.words().zh()))
                                        .replace("{en}", escaped(stage.words().en()))
                                : "<p class=\"said\">%s：%d分 <span lang=\"en\">%s: %d of 5</span></p>\n"
                                        .formatted(
                                                escaped(stage.words().zh()),
                                                stage.score(),
                                                escaped(stage.words().en()),
                                                stage.score()))
                        .collect(Collectors.joining());
    }

    private static void entry(StringBuilder content, String zh, String en, String value) {
        if (!value.isEmpty()) {
            content.append("<dt>%s <span lang=\"en\">%s</span></dt><dd>%s</dd>%n".formatted(zh, en, value));
        }
    }

    private static String both(@Nullable Bilingual words) {
        return words == null
                ? ""
                : escaped(words.zh()) + " <span class=\"en\" lang=\"en\">" + escaped(words.en()) + "</span>";
    }

    private static String due(Due due) {
        return "%s：%s 前（%s） <span class=\"en\" lang=\"en\">%s: by then, %s</span>"
                .formatted(
                        escaped(due.title().zh()),
                        time(due.dueAt()),
                        escaped(due.article()),
                        escaped(due.title().en()),
                        escaped(due.article()));
    }

    private static String step(Step step) {
        return "<li>%s <span lang=\"en\">%s</span>%s<br>%s</li>"
                .formatted(
                        escaped(step.what().zh()),
                        escaped(step.what().en()),
                        step.due() == null ? "" : "：" + time(step.due()),
                        time(step.at()));
    }

    private static String time(Instant at) {
        return "<time datetime=\"%s\">%s</time>".formatted(at, MINUTE.format(at));
    }
}
