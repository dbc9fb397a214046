package org.fengqiao.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.ParameterParser;
import org.apache.commons.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.value.Texts;

/**
 * File that a call brings: the body itself, named in {@code Content-Disposition} if it has a name, or the first file of
 * a form ({@code multipart/form-data}). It is read as it comes, never held in memory whole, and never written anywhere
 * in clear. Reading blocks: it is for worker threads.
 */
public final class FileBody {

    private static final int LONGEST_NAME = 200;
    private static final String FORM = "multipart/form-data";

    private final RoutingContext call;
    private final InputStream body;
    private final @Nullable String type;
    private final @Nullable String disposition;

    private FileBody(RoutingContext call, InputStream body) {
        this.call = call;
        this.body = body;
        this.type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
        this.disposition = call.request().getHeader(HttpHeaders.CONTENT_DISPOSITION);
    }

    /** Returns the file that a call brings, which nobody has read yet. */
    public static FileBody of(CurrentVertxRequest call, InputStream body) {
        return new FileBody(call.getCurrent(), body);
    }

    /**
     * A file as it comes.
     *
     * @param name as its owner calls it, without folders; null if it has none
     * @param content to be read once
     */
    public record Incoming(@Nullable String name, InputStream content) {}

    /** Work on a file. */
    @FunctionalInterface
    public interface Work<T> {
        /** Reads it. */
        T on(Incoming file) throws IOException;
    }

    /**
     * Reads the file.
     *
     * @throws Problem.Thrown 400 if it is a form without a file, or no form though it says so
     */
    public <T> T read(Work<T> work) {
        try {
            return work.on(isForm() ? fromForm() : new Incoming(nameOfBody(), body));
        } catch (FileUploadException | FileUploadBase.FileUploadIOException _) {
            throw noForm();
        } catch (IOException e) {
            throw new UncheckedIOException("a body could not be read", e);
        }
    }

    /** Has a repeat of this call recognised by what it brought: a digest of the file. */
    public void isKnownBy(byte[] digest) {
        call.put(JsonBodies.BODY, digest);
    }

    private boolean isForm() {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    private Incoming fromForm() throws IOException, FileUploadException {
        var items = new FileUpload().getItemIterator(new Form(String.valueOf(type), body));
        while (items.hasNext()) {
            var item = items.next();
            if (!item.isFormField()) {
                return new Incoming(plain(item.getName()), item.openStream());
            }
        }
        throw noForm();
    }

    private @Nullable String nameOfBody() {
        if (disposition == null) {
            return null;
        }
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return plain(parser.parse(disposition, ';').get("filename"));
    }

    /** Returns the name without the folders in front of it, which some programs send along. */
    private static @Nullable String plain(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        var name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .strip();
        if (name.isEmpty()) {
            return null;
        }
        if (name.length() > LONGEST_NAME || Texts.isForbidden(name, Texts.Form.LINE)) {
            throw Problem.badInput(List.of(new OffendingField(
                            "filename",
                            "wrong-form",
                            "A file's name is one line of at most %d characters.".formatted(LONGEST_NAME))))
                    .exception();
        }
        return name;
    }

    private static Problem.Thrown noForm() {
        return Problem.badInput(List.of(
                        new OffendingField("", "missing", "Send the file as the body, or as the file of a form.")))
                .exception();
    }

    private record Form(String type, InputStream body) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return UTF_8.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String getContentType() {
            return type;
        }

        /** Not known: its end is. */
        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return -1;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
