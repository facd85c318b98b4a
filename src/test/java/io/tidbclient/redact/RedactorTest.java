package io.tidbclient.redact;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RedactorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "s3://b/f?access-key=AKIA&secret-access-key=ge/he+im=&region=eu | s3://b/f?access-key=xxxxxx&secret-access-key=xxxxxx&region=eu",
                "s3://AKIA:GEHEIM@bucket/f.csv | s3://xxxxxx@bucket/f.csv",
                "s3://AKIA:GE/HE?IM@bucket/f.csv | s3://xxxxxx@bucket/f.csv",
                "s3://AKIA:GEHEIM… | s3://AKIA:xxxxxx",
                "s3://AKIA:12/GEHEIM@bucket/f | s3://xxxxxx@bucket/f",
                "mysql://root:2024/GEHEIM@h | mysql://root:xxxxxx@h",
                "mysql://root:2024?GEHEIM@h/d | mysql://root:xxxxxx@h/d",
                "mysql://root:2024;GE&HEIM@h/d | mysql://root:xxxxxx@h/d",
                "mysql://root:#GEHEIM@h/d | mysql://root:xxxxxx@h/d",
                "mysql://root:GE@HE/IM@h:4000/db | mysql://root:xxxxxx@h:4000/db",
                "mysql://root:GE@HE?I@M#@h:4000/db | mysql://root:xxxxxx@h:4000/db",
                "s3://AKIA:GE@HE/IM@bucket/f?region=eu | s3://xxxxxx@bucket/f?region=eu",
                "s3://AKIA:GEHEIM@bucket/f?endpoint=http://m&region=a@b | s3://xxxxxx@bucket/f?endpoint=http://m&region=xxxxxx@b",
                "gcs://token@b/f | gcs://xxxxxx@b/f",
                "azure://c/f?account-name=a&sas-token=sv%3D1%26sig%3DGEHEIM | azure://c/f?account-name=a&sas-token=xxxxxx",
                "https://a.blob.core.windows.net/c/f?sv=2022&se=2026-01-01&sr=b&sp=r&sig=GEHEIM%3D | https://a.blob.core.windows.net/c/f?sv=2022&se=2026-01-01&sr=b&sp=r&sig=xxxxxx",
                "s3://b/f?region=eu&amp;secret-access-key=GEHEIM&amp;acl=x | s3://b/f?region=eu&amp;secret-access-key=xxxxxx&amp;acl=x",
                "s3://b/f;secret-access-key=GEHEIM;region=eu | s3://b/f;secret-access-key=xxxxxx;region=eu",
                "s3://b/f?endpoint=http://AK:GEHEIM@minio:9000&region=eu | s3://b/f?endpoint=http://xxxxxx@minio:9000&region=eu",
                "s3://b/f?endpoint=http%3A%2F%2FAK%3AGEHEIM%40minio | s3://b/f?endpoint=xxxxxx%40minio",
                "s3://b/f?never-heard-of=GEHEIM | s3://b/f?never-heard-of=xxxxxx",
                "s3://b/f?secret-access-key=GE#HEIM | s3://b/f?secret-access-key=xxxxxx",
                "mysql://root:GEHEIM@h:4000/d?ssl-mode=required | mysql://root:xxxxxx@h:4000/d?ssl-mode=required",
                "jdbc:mysql://root:GE@HEIM@h/d | jdbc:mysql://root:xxxxxx@h/d",
                "mysql+pymysql://root:GEHEIM@h | mysql+pymysql://root:xxxxxx@h",
                "cannot open root:GEHEIM@tcp(h:4000)/d | cannot open root:xxxxxx@tcp(h:4000)/d",
                "SECRET of 's3://b/f?access-key=AK secret&region=eu' denied | SECRET of 's3://b/f?access-key=xxxxxx&region=eu' denied",
                "open s3://b/f?access-key=AK: denied | open s3://b/f?access-key=xxxxxx denied",
            })
    void secrets_in_locations_are_masked(String given, String masked) {
        assertThat(Redactor.text(given)).isEqualTo(masked);
        assertThat(Redactor.text(masked)).isEqualTo(masked);
        assertThat(Redactor.findsIn(given)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"secret-access-key\":\"GE,HE IM\",\"region\":\"eu\"} | {\"secret-access-key\":\"xxxxxx\",\"region\":\"eu\"}",
                "{\\\"secret-access-key\\\": \\\"GEHEIM\\\"} | {\\\"secret-access-key\\\": \\\"xxxxxx\\\"}",
                "secret_access_key: GEHEIM | secret_access_key: xxxxxx",
                "access_key: AKIA, secret_access_key: GEHEIM was wrong | access_key: xxxxxx, secret_access_key: xxxxxx was wrong",
                "{S3:{AccessKey:AK SecretAccessKey:GEHEIM Region:eu}} | {S3:{AccessKey:xxxxxx SecretAccessKey:xxxxxx Region:eu}}",
                "password=GEHEIM; user=a | password=xxxxxx; user=a",
                "password: GEHEIM7 | password: xxxxxx",
                "password=token=GEHEIM | password=xxxxxx",
                "password=token: GEHEIM7 | password=xxxxxx xxxxxx",
                "password=token='GEHEIM' | password=xxxxxx'xxxxxx'",
                "password=pwd=GEHEIM( | password=xxxxxx",
                "Authorization: Bearer GEHEIM, x | Authorization: Bearer xxxxxx, x",
                "<SignatureProvided>GEHEIM</SignatureProvided> | <SignatureProvided>xxxxxx</SignatureProvided>",
                "near 'region=eu&sig=GEHEIM' | near 'region=eu&sig=xxxxxx'",
                "CREATE USER a IDENTIFIED BY 'GE''HEIM' | CREATE USER a IDENTIFIED BY 'xxxxxx'",
                "ALTER USER a IDENTIFIED WITH 'mysql_native_password' AS 'GEHEIM' | ALTER USER a IDENTIFIED WITH 'mysql_native_password' AS 'xxxxxx'",
                "ALTER USER a IDENTIFIED BY 'GEHEIM' REPLACE 'OLD' | ALTER USER a IDENTIFIED BY 'xxxxxx' REPLACE 'xxxxxx'",
                "SET PASSWORD FOR 'a'@'%' = 'GEHEIM' | SET PASSWORD FOR 'a'@'%' = 'xxxxxx'",
                "SET PASSWORD = PASSWORD('GEHEIM') | SET PASSWORD = PASSWORD('xxxxxx')",
            })
    void values_of_secret_names_are_masked(String given, String masked) {
        assertThat(Redactor.text(given)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access denied for user 'a'@'127.0.0.1' (using password: YES)",
                "Duplicate entry '1' for key 't.PRIMARY'; primary key: 5",
                "please try s3://b/f?access-key={YOUR ID}&secret-access-key={YOUR_SECRET KEY} instead",
                "try access-key={YOUR ID} or secret-access-key=<secret-access-key>",
                "dial http://127.0.0.1:2379: connection refused",
                "hosts mysql://h1:4000,h2:4000/d and mysql://[::1]:4000/d?connect-timeout=5",
                "give mysql://user@host:port/database",
                "s3://b/dt=2024-01-01/part-?.csv",
                "TIDB_PASSWORD: the first line is empty",
                "--password-file: '/run/secrets/p' does not exist",
                "UPDATE t SET password = :name WHERE token = @t",
                "at 12:30 root@h; created by root@%",
                "{\"createdBy\":\"root@%\",\"imported-rows\":5}",
                "mysql://root:********@h/d",
                "a key for you, and a value: 5",
            })
    void what_is_no_secret_stays(String text) {
        assertThat(Redactor.text(text)).isEqualTo(text);
    }

    @Test
    void a_value_is_masked_for_its_name_too() {
        assertThat(Redactor.value("Session_Token", "abc")).isEqualTo("xxxxxx");
        assertThat(Redactor.value("Parameters", "{\"sas-token\":\"abc\"}")).isEqualTo("{\"sas-token\":\"xxxxxx\"}");
        assertThat(Redactor.value("Table_ID", "5")).isEqualTo("5");
    }

    @Property
    void no_password_of_a_url_is_shown_whatever_is_in_it(
            @ForAll
                    @Chars({'a', '1', '@', ':', '/', '?', '#', '%', '&', ';', '=', '[', ']', ',', '+', '.'})
                    @StringLength(max = 6)
                    String before,
            @ForAll
                    @Chars({'a', '1', '@', ':', '/', '?', '#', '%', '&', ';', '=', '[', ']', ',', '+', '.'})
                    @StringLength(max = 6)
                    String after) {
        String password = before + "GEHEIM" + after;

        assertThat(Redactor.text("open mysql://root:" + password + "@h:4000/db failed"))
                .doesNotContain("GEHEIM");
        assertThat(Redactor.text("open s3://AKIA:" + password.replace('=', '+') + "@bucket/f?region=eu failed"))
                .doesNotContain("GEHEIM");
    }

    @Property
    void nothing_that_is_given_stops_it_and_what_is_masked_stays(@ForAll String text) {
        assertThatCode(() -> Redactor.text(Redactor.text(text))).doesNotThrowAnyException();
    }

    @Test
    void the_time_is_proportional_to_the_text() {
        for (String piece : List.of(
                "''a://b",
                "a://b:c@",
                "password='",
                "\"password\":\"x ",
                "?x",
                "identified with ",
                "a:b@ ",
                "{YOUR ",
                "://",
                "s3://b?access-key={YOUR ",
                "x=",
                "set password for ",
                "@",
                ": ",
                "secret=\\\"",
                "pwd=",
                "token:")) {
            String text = piece.repeat(300_000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Redactor.text(text), piece);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Redactor.text(text + "("), piece);
        }
        assertThatNoException().isThrownBy(() -> Redactor.text(""));
    }
}
