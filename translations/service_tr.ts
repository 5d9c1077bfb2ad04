<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="tr" sourcelanguage="en">
<context>
    <name>ServiceText</name>
    <message>
        <source>Your sign-in code</source>
        <translation>Oturum açma kodunuz</translation>
    </message>
    <message>
        <source>{code} is your {organisation} sign-in code, valid for {minutes} minutes. Give it to nobody. Not you? Please call your help desk.</source>
        <translation>{organisation} oturum açma kodunuz: {code}. {minutes} dakika geçerlidir, kimseyle paylaşmayınız. Bu siz değilseniz lütfen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>A phone was added to your account</source>
        <translation>Hesabınıza bir telefon eklendi</translation>
    </message>
    <message>
        <source>One of your phones has a new name</source>
        <translation>Telefonlarınızdan birinin adı değişti</translation>
    </message>
    <message>
        <source>A phone was removed from your account</source>
        <translation>Hesabınızdan bir telefon kaldırıldı</translation>
    </message>
    <message>
        <source>Your lost phone no longer works for signing in</source>
        <translation>Kaybolan telefonunuzla artık oturum açılamaz</translation>
    </message>
    <message>
        <source>Welcome: your account is ready</source>
        <translation>Hoş geldiniz: hesabınız hazır</translation>
    </message>
    <message>
        <source>We now write to you in English</source>
        <translation>Artık size Türkçe yazıyoruz</translation>
    </message>
    <message>
        <source>Hello {displayName},</source>
        <translation>Merhaba {displayName},</translation>
    </message>
    <message>
        <source>Hello,</source>
        <translation>Merhaba,</translation>
    </message>
    <message>
        <source>Your help desk: {helpDesk}</source>
        <translation>Yardım masanız: {helpDesk}</translation>
    </message>
    <message>
        <source>With kind regards
{organisation}

This mail was sent automatically. Nobody reads answers to it.</source>
        <translation>Saygılarımızla
{organisation}

Bu e-posta otomatik olarak gönderilmiştir; yanıtları okunmaz.</translation>
    </message>
    <message>
        <source>Here is the code you asked for:

    {code}

It works once, within the next {minutes} minutes, and only where you have just started to sign in: {place}. Please give it to nobody: we will never ask you for it.

If this was not you, somebody else knows your password. Keep the code to yourself, and ask your help desk for a new password today.</source>
        <translation>İstediğiniz kod:

    {code}

Kod yalnızca bir kez, önümüzdeki {minutes} dakika içinde ve yalnızca az önce oturum açmaya başladığınız yerde geçerlidir: {place}. Lütfen kimseyle paylaşmayınız; biz sizden bu kodu hiçbir zaman istemeyiz.

Oturum açmaya çalışan siz değilseniz, parolanızı başka biri biliyor demektir. Kodu kimseye vermeyiniz ve bugün yardım masanızdan yeni bir parola isteyiniz.</translation>
    </message>
    <message>
        <source>This phone is now ready for signing in to your account:

    Phone: {phone}
    When: {time}
    Where: {place}

If this was you, there is nothing more to do.

If this was not you, somebody may be able to sign in as you. Please sign in to Keydesk, open the list of your phones and choose &quot;I lost this phone&quot;: that stops it at once. If you cannot sign in, call your help desk now.</source>
        <translation>Aşağıdaki telefonla artık hesabınızda oturum açılabilir:

    Telefon: {phone}
    Zaman: {time}
    Yer: {place}

Bu işlemi siz yaptıysanız yapmanız gereken başka bir şey yoktur.

Bu işlemi siz yapmadıysanız, bir başkası sizin adınıza oturum açabilir. Lütfen Keydesk&apos;te oturum açınız, telefonlarınızın listesini görüntüleyiniz ve &quot;Bu telefonu kaybettim&quot; seçeneğini seçiniz; telefon o anda devre dışı kalır. Oturum açamıyorsanız hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>One of your registered phones was given a new name:

    New name: {phone}
    When: {time}
    Where: {place}

Nothing else has changed; the phone works as before.

If this was not you, somebody was signed in to your account. Please tell your help desk.</source>
        <translation>Kayıtlı telefonlarınızdan birine yeni bir ad verildi:

    Yeni ad: {phone}
    Zaman: {time}
    Yer: {place}

Başka hiçbir şey değişmedi; telefon eskisi gibi çalışır.

Bu işlemi siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen yardım masanıza haber veriniz.</translation>
    </message>
    <message>
        <source>This phone was removed from your account and can no longer be used to sign in:

    Phone: {phone}
    When: {time}
    Where: {place}

You may now delete the account in the phone&apos;s authenticator app, too.

If this was not you, somebody was signed in to your account. Please call your help desk now.</source>
        <translation>Aşağıdaki telefon hesabınızdan kaldırıldı; artık onunla oturum açılamaz:

    Telefon: {phone}
    Zaman: {time}
    Yer: {place}

Dilerseniz telefondaki doğrulama uygulamasından da bu hesabı silebilirsiniz.

Bu işlemi siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>This phone was reported as lost, and we have stopped everything that could be done with it:

    Phone: {phone}
    When: {time}
    Where: {place}

Nobody who finds it can sign in as you with it. When you have another phone, please register it at Keydesk. Should the old one turn up again, simply register it anew.

If this was not you, somebody was signed in to your account. Please call your help desk now.</source>
        <translation>Aşağıdaki telefonun kaybolduğu bildirildi; onunla yapılabilecek her şeyi durdurduk:

    Telefon: {phone}
    Zaman: {time}
    Yer: {place}

Telefonu bulan kişi onunla sizin adınıza oturum açamaz. Yeni bir telefonunuz olduğunda lütfen onu Keydesk&apos;te kaydediniz. Eski telefonunuzu bulursanız onu yeniden kaydetmeniz yeterlidir.

Bu bildirimi siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>An account was made for you. Your user name is

    {userName}

Your administrator gives you your first password; it never comes by mail. Then please sign in at Keydesk and register your phone or a security key. It takes about five minutes.

If you did not expect this mail, please tell your help desk.</source>
        <translation>Sizin için bir hesap açıldı. Kullanıcı adınız:

    {userName}

İlk parolanızı yöneticinizden alırsınız; parola hiçbir zaman e-postayla gönderilmez. Ardından lütfen Keydesk&apos;te oturum açıp telefonunuzu ya da bir güvenlik anahtarını kaydediniz. Bu, yaklaşık beş dakika sürer.

Bu e-postayı beklemiyorduysanız lütfen yardım masanıza haber veriniz.</translation>
    </message>
    <message>
        <source>As you wished, our mails to you will be in English from now on.

    Where: {place}

If this was not you, somebody was signed in to your account. Please tell your help desk.</source>
        <translation>İsteğiniz üzerine, bundan sonra size göndereceğimiz e-postalar Türkçe olacaktır.

    Yer: {place}

Bu değişikliği siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen yardım masanıza haber veriniz.</translation>
    </message>
    <message>
        <source>Phone {number}</source>
        <translation>Telefon {number}</translation>
    </message>
    <message>
        <source>A security key was added to your account</source>
        <translation>Hesabınıza bir güvenlik anahtarı eklendi</translation>
    </message>
    <message>
        <source>This security key is now ready for signing in to your account:

    Key: {key}
    When: {time}
    Where: {place}

If this was you, there is nothing more to do.

If this was not you, somebody may be able to sign in as you. Please sign in to Keydesk, open the list of your security keys and choose &quot;I lost this key&quot;: that stops it at once. If you cannot sign in, call your help desk now.</source>
        <translation>Bu güvenlik anahtarıyla artık hesabınızda oturum açabilirsiniz:

    Anahtar: {key}
    Zaman: {time}
    Yer: {place}

Bu işlemi siz yaptıysanız başka bir şey yapmanız gerekmez.

Bu işlemi siz yapmadıysanız, bir başkası sizin adınıza oturum açabilir. Lütfen Keydesk&apos;te oturum açınız, güvenlik anahtarlarınızın listesini açınız ve &quot;Bu anahtarı kaybettim&quot; seçeneğini seçiniz: anahtar o anda devre dışı kalır. Oturum açamıyorsanız hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>One of your security keys has a new name</source>
        <translation>Güvenlik anahtarlarınızdan birinin adı değişti</translation>
    </message>
    <message>
        <source>One of your registered security keys was given a new name:

    New name: {key}
    When: {time}
    Where: {place}

Nothing else has changed; the key works as before.

If this was not you, somebody was signed in to your account. Please tell your help desk.</source>
        <translation>Kayıtlı güvenlik anahtarlarınızdan birine yeni bir ad verildi:

    Yeni ad: {key}
    Zaman: {time}
    Yer: {place}

Başka hiçbir şey değişmedi; anahtar eskisi gibi çalışıyor.

Bu işlemi siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen yardım masanıza haber veriniz.</translation>
    </message>
    <message>
        <source>A security key was removed from your account</source>
        <translation>Hesabınızdan bir güvenlik anahtarı kaldırıldı</translation>
    </message>
    <message>
        <source>This security key was removed from your account and can no longer be used to sign in:

    Key: {key}
    When: {time}
    Where: {place}

The key itself is not harmed: it may still be used elsewhere, or be registered again.

If this was not you, somebody was signed in to your account. Please call your help desk now.</source>
        <translation>Aşağıdaki güvenlik anahtarı hesabınızdan kaldırıldı; artık onunla oturum açılamaz:

    Anahtar: {key}
    Zaman: {time}
    Yer: {place}

Anahtarın kendisi zarar görmedi: başka yerlerde kullanılabilir ya da yeniden kaydedilebilir.

Bu işlemi siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>Your lost security key no longer works for signing in</source>
        <translation>Kaybolan güvenlik anahtarınızla artık oturum açılamaz</translation>
    </message>
    <message>
        <source>This security key was reported as lost, and it is of no use to anybody for signing in to your account:

    Key: {key}
    When: {time}
    Where: {place}

When you have another key, please register it at Keydesk. Should the old one turn up again, simply register it anew.

If this was not you, somebody was signed in to your account. Please call your help desk now.</source>
        <translation>Aşağıdaki güvenlik anahtarının kaybolduğu bildirildi; artık hiç kimse onunla hesabınızda oturum açamaz:

    Anahtar: {key}
    Zaman: {time}
    Yer: {place}

Yeni bir anahtarınız olduğunda lütfen onu Keydesk&apos;te kaydediniz. Eski anahtarınızı bulursanız onu yeniden kaydetmeniz yeterlidir.

Bu bildirimi siz yapmadıysanız, hesabınızda bir başkası oturum açmış demektir. Lütfen hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>An administrator removed one of your security keys</source>
        <translation>Bir yönetici, güvenlik anahtarlarınızdan birini kaldırdı</translation>
    </message>
    <message>
        <source>An administrator removed this security key from your account. It can no longer be used to sign in, and where somebody was signed in by it, that is over:

    Key: {key}
    When: {time}

The key itself is not harmed: it may still be used elsewhere, or be registered again.

If you do not know why, please ask your help desk.</source>
        <translation>Bir yönetici, aşağıdaki güvenlik anahtarını hesabınızdan kaldırdı. Artık onunla oturum açılamaz; onunla açılmış oturumlar da kapatıldı:

    Anahtar: {key}
    Zaman: {time}

Anahtarın kendisi zarar görmedi: başka yerlerde kullanılabilir ya da yeniden kaydedilebilir.

Nedenini bilmiyorsanız lütfen yardım masanıza sorunuz.</translation>
    </message>
    <message>
        <source>An administrator disabled one of your security keys</source>
        <translation>Bir yönetici, güvenlik anahtarlarınızdan birini devre dışı bıraktı</translation>
    </message>
    <message>
        <source>An administrator reported this security key as lost. It is of no use to anybody for signing in to your account, and where somebody was signed in by it, that is over:

    Key: {key}
    When: {time}

When you have another key, please register it at Keydesk. If you still have this one and do not know why, please ask your help desk.</source>
        <translation>Bir yönetici, aşağıdaki güvenlik anahtarını kayıp olarak bildirdi. Artık kimse onunla hesabınızda oturum açamaz; onunla açılmış oturumlar da kapatıldı:

    Anahtar: {key}
    Zaman: {time}

Başka bir anahtarınız olduğunda lütfen onu Keydesk&apos;e kaydediniz. Anahtar hâlâ sizdeyse ve nedenini bilmiyorsanız lütfen yardım masanıza sorunuz.</translation>
    </message>
    <message>
        <source>Please look at one of your security keys</source>
        <translation>Lütfen güvenlik anahtarlarınızdan birini gözden geçiriniz</translation>
    </message>
    <message>
        <source>Somebody signed in, or tried to, with this security key, and its counter was not higher than the last time:

    Key: {key}
    When: {time}
    Where: {place}

A key counts each use, so this may mean that somebody has a copy of it. It may also be a defect of the key.

Please take another way to sign in to Keydesk, remove this key from the list and register another one. If you were not at that place at that time, choose &quot;I lost this key&quot; and call your help desk now.</source>
        <translation>Aşağıdaki güvenlik anahtarıyla oturum açıldı ya da açılmak istendi; anahtarın sayacı ise bir önceki kullanımdakinden büyük değildi:

    Anahtar: {key}
    Zaman: {time}
    Yer: {place}

Anahtar her kullanımı sayar; bu durum, bir başkasında anahtarın bir kopyası bulunduğu anlamına gelebilir. Anahtar arızalı da olabilir.

Lütfen Keydesk&apos;te başka bir yolla oturum açınız, bu anahtarı listeden kaldırınız ve yeni bir anahtar kaydediniz. O sırada orada değildiyseniz &quot;Bu anahtarı kaybettim&quot; seçeneğini seçiniz ve hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>There is a warning about your model of security key</source>
        <translation>Güvenlik anahtarınızın modeli hakkında bir uyarı var</translation>
    </message>
    <message>
        <source>Those who watch over the makers of security keys have published a warning about the model of this key of yours:

    Key: {key}
    Known to us since: {time}

It does not mean that anything has happened to your account. Please ask your help desk for a key of another model, register it at Keydesk and then remove this one.</source>
        <translation>Güvenlik anahtarı üreticilerini izleyen kuruluş, aşağıdaki anahtarınızın modeli hakkında bir uyarı yayımladı:

    Anahtar: {key}
    Öğrenme zamanımız: {time}

Bu uyarı, hesabınıza bir şey olduğu anlamına gelmez. Lütfen yardım masanızdan başka model bir anahtar isteyiniz, onu Keydesk&apos;te kaydediniz, ardından bu anahtarı kaldırınız.</translation>
    </message>
    <message>
        <source>Security key {number}</source>
        <translation>Güvenlik anahtarı {number}</translation>
    </message>
    <message>
        <source>You were signed out somewhere</source>
        <translation>Bir yerdeki oturumunuz kapatıldı</translation>
    </message>
    <message>
        <source>As you wished, this is over:

    {session}
    When: {time}
    Where you asked for it: {place}

The applications that were open there are being told. Keydesk shows what each of them has answered.

If this was not you, somebody was signed in to your account. Please call your help desk now.</source>
        <translation>İsteğiniz üzerine şu oturum kapatıldı:

    {session}
    Zaman: {time}
    İsteğin yapıldığı yer: {place}

Orada açık olan uygulamalara bildiriliyor. Her birinin yanıtını Keydesk&apos;te görebilirsiniz.

Bunu siz yapmadıysanız hesabınızda başka biri oturum açmıştı. Lütfen hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>An administrator has signed you out somewhere</source>
        <translation>Bir yönetici, bir yerdeki oturumunuzu kapattı</translation>
    </message>
    <message>
        <source>An administrator has ended this:

    {session}
    When: {time}

You can sign in again at any time. If you wonder why, please ask your help desk.</source>
        <translation>Bir yönetici şu oturumu kapattı:

    {session}
    Zaman: {time}

İstediğiniz zaman yeniden oturum açabilirsiniz. Nedenini merak ediyorsanız lütfen yardım masanıza sorunuz.</translation>
    </message>
    <message>
        <source>You were signed out in other places</source>
        <translation>Başka yerlerdeki oturumlarınız kapatıldı</translation>
    </message>
    <message>
        <source>As you wished, you were signed out in several places at once:

    How many: {count}
    When: {time}
    Where you asked for it: {place}

The applications that were open there are being told. Keydesk shows what each of them has answered.

If this was not you, somebody was signed in to your account. Please call your help desk now.</source>
        <translation>İsteğiniz üzerine birden çok yerdeki oturumunuz kapatıldı:

    Sayısı: {count}
    Zaman: {time}
    İsteğin yapıldığı yer: {place}

Oralarda açık olan uygulamalara bildiriliyor. Her birinin yanıtını Keydesk&apos;te görebilirsiniz.

Bunu siz yapmadıysanız hesabınızda başka biri oturum açmıştı. Lütfen hemen yardım masanızı arayınız.</translation>
    </message>
    <message>
        <source>You told us that somebody else was signed in as you</source>
        <translation>Hesabınızda başka birinin oturum açtığını bildirdiniz</translation>
    </message>
    <message>
        <source>We have signed out everybody who was signed in to your account, you included:

    How many: {count}
    When: {time}
    Where you asked for it: {place}

Whoever it was may know your password, so please choose a new one before you go on: Keydesk or your help desk shows you how. Please also look through your phones and security keys, and remove what is not yours.

If it was not you who told us, please call your help desk now.</source>
        <translation>Siz de dahil olmak üzere, hesabınızda açık olan bütün oturumları kapattık:

    Sayısı: {count}
    Zaman: {time}
    Bildirimin yapıldığı yer: {place}

Bu kişi parolanızı biliyor olabilir; bu yüzden devam etmeden önce lütfen yeni bir parola belirleyiniz: nasıl yapılacağını Keydesk ya da yardım masanız gösterir. Lütfen telefonlarınızı ve güvenlik anahtarlarınızı da gözden geçirip size ait olmayanları kaldırınız.

Bunu bildiren siz değilseniz lütfen hemen yardım masanızı arayınız.</translation>
    </message>
</context>
</TS>
