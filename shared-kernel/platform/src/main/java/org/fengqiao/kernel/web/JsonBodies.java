package org.fengqiao.kernel.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.json.StrictJson.Read;

/** Hands every JSON body to a resource already validated; a resource never sees a bad one. */
@Provider
@Priority(1)
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodies implements MessageBodyReader<Object> {

    /** Property that keeps the bytes of the body for the length of the call: a repeat is recognised by them. */
    static final String BODY = "fengqiao.body";

    private final StrictJson json;
    private final CurrentVertxRequest request;

    JsonBodies(StrictJson json, CurrentVertxRequest request) {
        this.json = json;
        this.request = request;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var bytes = BodyLimit.read(body);
        request.getCurrent().put(BODY, bytes);
        Read<Object> read = json.read(bytes, TypeFactory.defaultInstance().constructType(genericType));
        return switch (read) {
            case Read.Accepted<Object>(var value) -> value;
            case Read.Rejected<Object>(var code, var fields) ->
                throw new Problem(
                                "urn:fengqiao:problem:" + code,
                                "Bad Request",
                                400,
                                code,
                                "The input has fields that cannot be accepted.",
                                fields)
                        .exception();
        };
    }
}
