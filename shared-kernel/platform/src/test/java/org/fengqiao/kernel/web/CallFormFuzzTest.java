package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jakarta.ws.rs.WebApplicationException;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.fengqiao.kernel.value.Texts;

/** Parts of a call, as bytes that somebody looks for until one is found that hurts. */
class CallFormFuzzTest {

    @FuzzTest
    void aPreconditionIsReadOrNot(byte[] bytes) {
        Precondition.read(new String(bytes, UTF_8))
                .ifPresent(read -> assertThat(read.holds(0)).isEqualTo(read instanceof Precondition.None));
    }

    @FuzzTest
    void whatIsAcceptedIsReadOrNot(byte[] bytes) {
        MediaRanges.read(List.of(new String(bytes, UTF_8)))
                .ifPresent(read -> assertThat(read.ranges()).allMatch(range -> range.indexOf('/') > 0));
    }

    @FuzzTest
    void anAddressIsTextOrRefused(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        if (Address.fault(text, text).isEmpty()) {
            assertThat(text.indexOf('%') < 0 && Texts.isForbidden(text, Texts.Form.LINE))
                    .isFalse();
        }
    }

    @FuzzTest
    void aCursorIsReadOrRefused(byte[] bytes) {
        var page = new Page.Request();
        page.cursor = new String(bytes, UTF_8);
        try {
            assertThat(TimeCursor.after(page)).isNotNull();
        } catch (WebApplicationException refused) {
            assertThat(refused.getResponse().getStatus()).isEqualTo(400);
        }
    }
}
