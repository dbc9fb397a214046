package org.fengqiao.intake.model;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;

/** A document is what it holds, whatever it is called. */
class AttachmentRulesTest {

    static final AttachmentRules RULES = DataFile.read("attachment-rules.yaml", AttachmentRules.class);

    static Optional<FileType> typeOf(byte[] content) {
        return RULES.versions().getLast().typeOf(content, true).map(AttachmentRules.Allowed::code);
    }

    static Optional<FileType> typeOf(String hexadecimal) {
        return typeOf(HexFormat.of().parseHex(hexadecimal));
    }

    static byte[] archive(String... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(("content of " + entry).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aTypeIsRecognisedByItsFirstBytes() {
        assertThat(typeOf("%PDF-1.7\n%âãÏÓ".getBytes(UTF_8))).contains(FileType.PDF);
        assertThat(typeOf("ffd8ffe000104a464946")).contains(FileType.JPEG);
        assertThat(typeOf("89504e470d0a1a0a0000000d49484452")).contains(FileType.PNG);
        assertThat(typeOf("00000018667479706865696300000000")).contains(FileType.HEIC);
        assertThat(typeOf("00000020667479706d70343200000000")).contains(FileType.MP4);
        assertThat(typeOf("4944330400000000")).contains(FileType.MP3);
    }

    @Test
    void anArchiveIsTakenIfItIsADocument() throws IOException {
        assertThat(typeOf(archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")))
                .contains(FileType.DOCX);
        assertThat(typeOf(archive("OFD.xml", "Doc_0/Document.xml"))).contains(FileType.OFD);
        assertThat(typeOf(archive("setup.exe"))).isEmpty();
        assertThat(typeOf(archive("[Content_Types].xml", "xl/workbook.xml"))).isEmpty();
    }

    @Test
    void plainTextIsNothingButText() {
        assertThat(typeOf("2024年2月20日，楼上漏水。\r\n".getBytes(UTF_8))).contains(FileType.TEXT);
        assertThat(typeOf("\uFEFF楼上漏水".getBytes(UTF_8))).contains(FileType.TEXT);
        assertThat(typeOf("楼上漏水\u0000".getBytes(UTF_8))).isEmpty();
        assertThat(typeOf("楼上漏水".getBytes(UTF_16))).isEmpty();
        assertThat(typeOf(Arrays.copyOf("楼上漏水".getBytes(UTF_8), 10))).isEmpty();
    }

    @Test
    void programsAndPicturesWithScriptsAreNoDocuments() {
        assertThat(typeOf("4d5a90000300000004000000")).isEmpty();
        assertThat(typeOf("7f454c4602010100")).isEmpty();
        assertThat(typeOf("d0cf11e0a1b11ae1")).isEmpty();
    }

    @Property
    void whateverComesHasOneTypeOrNone(@ForAll byte[] content) {
        assertThat(typeOf(content).stream().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void noTypeIsLargerThanACallMayBe() {
        assertThat(RULES.versions().getLast().types())
                .allSatisfy(type -> assertThat(type.most()).isLessThanOrEqualTo(20_971_520));
    }

    @Test
    void rulesThatAreNotWholeAreNotTaken() {
        var version = RULES.versions().getLast();
        var text = version.types().getLast();
        assertThatThrownBy(() -> new AttachmentRules(List.of(new AttachmentRules.Version(
                        "1",
                        version.effectiveFrom(),
                        0,
                        List.of(
                                text,
                                text,
                                new AttachmentRules.Allowed(FileType.PDF, "application/pdf", 0, List.of()))))))
                .hasMessage("attachment rules: 1: TEXT is given twice; 1: PDF may have no byte;"
                        + " 1: PDF: all but plain text is recognised by signs; 1: nothing may be handed in");
        assertThatThrownBy(() -> new AttachmentRules(List.of())).hasMessage("attachment rules: there is no version");
    }
}
