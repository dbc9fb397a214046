package org.fengqiao.intake.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Stage;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

class ReceiptWordsTest {

    static final ReceiptWords WORDS = DataFile.read("receipt.yaml", ReceiptWords.class);

    @Test
    void everyStepIsAnEventThatAServiceRecords() {
        assertThat(WORDS.steps())
                .extracting(step -> step.code().split("/")[0])
                .allSatisfy(event -> assertThat(Stream.of("intake", "routing", "mediation", "petition"))
                        .as(event)
                        .anyMatch(service -> Files.exists(
                                Path.of("../%1$s-service/src/main/resources/schemas/fengqiao.%1$s.%2$s.v1.json"
                                        .formatted(service, event)))));
    }

    @Test
    void everyDeadlineThatIsShownHasARule() {
        assertThat(LegalFiles.official().rules().all()).extracting(Rule::id).containsAll(WORDS.deadlines());
    }

    @Test
    void everyStageCanBeRatedOnceItIsOver() {
        assertThat(Stage.values())
                .allSatisfy(stage -> assertThat(WORDS.steps()).anyMatch(step -> step.stage() == stage && step.ends()));
    }

    @Test
    void aVariantHasItsOwnWordsOrThoseOfItsEvent() {
        assertThat(WORDS.codeOf("case-closed", "AGREED")).isEqualTo("case-closed/AGREED");
        assertThat(WORDS.codeOf("case-closed", "OTHERWISE")).isEqualTo("case-closed");
        assertThat(WORDS.codeOf("case-verified", null)).isEqualTo("case-verified");
    }

    @Test
    void wordsThatAreNotWholeAreNotTaken() {
        var step = WORDS.steps().getFirst();
        assertThatThrownBy(() -> new ReceiptWords(Map.of(), List.of(step, step), Set.of()))
                .hasMessageContaining("stage INTAKE has no words")
                .hasMessageContaining("case-registered is given twice");
    }
}
