package org.fengqiao.intake.documents;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import org.fengqiao.intake.model.AttachmentRules;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.web.Problem;

/** Maker of the store that the configuration names. */
@Singleton
class DocumentStores {

    /** The store of this installation. */
    @Produces
    @Singleton
    static DocumentStore store(DocumentConfiguration configuration) {
        return configuration
                .s3()
                .<DocumentStore>map(s3 -> new S3Store(
                        s3.endpoint(),
                        s3.bucket(),
                        new RequestSignature(s3.region().orElse("us-east-1"), s3.accessKey(), s3.secretKey()),
                        configuration.folder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "drafts")),
                        InstantSource.system()))
                .or(() -> configuration.folder().map(FolderStore::new))
                .orElseGet(NoStore::new);
    }

    /** The rules of attachments, every version. */
    @Produces
    @Singleton
    static AttachmentRules rules() {
        return DataFile.read("attachment-rules.yaml", AttachmentRules.class);
    }

    /** No store: nothing is taken, so that nothing is lost. */
    private static final class NoStore implements DocumentStore {

        @Override
        public Path draft() {
            throw none();
        }

        @Override
        public void keep(String hash, Path draft) {
            throw none();
        }

        @Override
        public InputStream read(String hash) {
            throw none();
        }

        @Override
        public void delete(String hash) {
            throw none();
        }

        @Override
        public void list(Instant before, Consumer<List<String>> hashes) {
            // There is nothing.
        }

        @Override
        public void deleteDrafts(Instant before) {
            // There is nothing.
        }

        private static Problem.Thrown none() {
            return Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "intake.no-document-store",
                            "This installation has no place for documents yet; its operator configures one.")
                    .exception();
        }
    }
}
