package org.fengqiao.intake.documents;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of where the documents of cases are kept. Without folder and bucket none are taken. */
@ConfigMapping(prefix = "fengqiao.documents")
public interface DocumentConfiguration {

    /**
     * The folder in which documents are kept, sealed; all instances share it. With a bucket it is for what is on its
     * way there, and need not be shared or lasting.
     */
    Optional<Path> folder();

    /** The bucket in which documents are kept instead, sealed. */
    Optional<Bucket> s3();

    /**
     * Interval at which contents that no case names any more are deleted; those never recorded, when they are older
     * than an hour.
     */
    @WithDefault("1h")
    String sweptEvery();

    /** Bucket of a store that speaks the S3 protocol. */
    interface Bucket {

        /** The address of the store, such as {@code https://s3.example.org}. */
        URI endpoint();

        /** The name of the bucket. */
        String bucket();

        /** The region that requests are signed for; {@code us-east-1} if it is not said. */
        Optional<String> region();

        /** The name of the secret. It may read, write, delete and list this bucket, and nothing else. */
        String accessKey();

        /** The secret. */
        String secretKey();
    }
}
